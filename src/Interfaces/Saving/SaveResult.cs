using Portal.Feed;

namespace Portal.Saving;

/// <summary>How an attempt to change something ended.</summary>
[GenerateSerializer]
public enum SaveOutcome
{
    /// <summary>It was written; <see cref="SaveResult{T}.Value"/> is the new state.</summary>
    Saved,

    /// <summary>Somebody else changed it since the version that the caller named; <see cref="SaveResult{T}.Value"/> is theirs.</summary>
    Conflict,

    /// <summary>Fields are wrong; <see cref="SaveResult{T}.Errors"/> lists all of them. Nothing was changed.</summary>
    Invalid,

    /// <summary>It exists already. Nothing was changed.</summary>
    Exists,

    /// <summary>There is no such thing.</summary>
    NotFound,

    /// <summary>Others use it; <see cref="SaveResult{T}.Errors"/> says who and how many. Nothing was changed.</summary>
    InUse,
}

/// <summary>An answer to a change, whatever was changed.</summary>
public interface ISaveResult
{
    /// <summary>What front ends are to have of what was saved; null: nothing was, or they keep nothing of it.</summary>
    FeedNote? Note { get; }
}

/// <summary>What a change answers: things that go wrong in normal life are answers, not exceptions.</summary>
/// <typeparam name="T">The view of what was changed.</typeparam>
[GenerateSerializer, Immutable, Alias("portal.SaveResult`1")]
public sealed record SaveResult<T> : ISaveResult
    where T : class
{
    [Id(0)] public required SaveOutcome Outcome { get; init; }

    /// <summary>The new state after <see cref="SaveOutcome.Saved"/>, the present one after <see cref="SaveOutcome.Conflict"/>.</summary>
    [Id(1)] public T? Value { get; init; }

    [Id(2)] public FieldError[] Errors { get; init; } = [];

    /// <summary>False when the front ends could not be told at once: the change may take up to 30 s to show.</summary>
    [Id(3)] public bool Announced { get; init; } = true;

    public bool IsSaved => Outcome == SaveOutcome.Saved;

    FeedNote? ISaveResult.Note => IsSaved ? (Value as IShown)?.ToNote() : null;

    public static SaveResult<T> Saved(T value, bool announced = true) =>
        new() { Outcome = SaveOutcome.Saved, Value = value, Announced = announced };

    public static SaveResult<T> Conflict(T current) => new() { Outcome = SaveOutcome.Conflict, Value = current };

    public static SaveResult<T> Invalid(params FieldError[] errors) => new() { Outcome = SaveOutcome.Invalid, Errors = errors };

    public static SaveResult<T> Exists(string field, string reason) =>
        new() { Outcome = SaveOutcome.Exists, Errors = [new(field, reason)] };

    public static SaveResult<T> NotFound() => new() { Outcome = SaveOutcome.NotFound };

    public static SaveResult<T> InUse(string field, string reason) => new() { Outcome = SaveOutcome.InUse, Errors = [new(field, reason)] };
}
