using System.Diagnostics.CodeAnalysis;

namespace Portal.Saving;

/// <summary>How it went, for a face to put in its own terms. In the order in which it is found out.</summary>
internal enum DeskOutcome
{
    Done,

    /// <summary>It isn't there, or not for this caller: nobody learns which (404).</summary>
    NotFound,

    /// <summary>The caller may see it, and no more; or their key doesn't open this (403).</summary>
    Forbidden,

    /// <summary>Fields are wrong (422).</summary>
    Invalid,

    /// <summary>It is no longer what the caller saw: the value is what is there now (412, or a conflict to settle).</summary>
    Changed,

    /// <summary>It exists already, or others use it, or it isn't in a state for this (409).</summary>
    InTheWay,

    /// <summary>Others keep changing it (503).</summary>
    Busy,
}

/// <summary>What a desk answers. Nothing was changed unless it is done.</summary>
/// <typeparam name="T">The view of what it is about.</typeparam>
internal sealed record DeskAnswer<T>
    where T : class
{
    public required DeskOutcome Outcome { get; init; }

    /// <summary>What was found or saved; the present state where it has changed.</summary>
    public T? Value { get; init; }

    /// <summary>What is wrong, or in the way, or not this caller's to set: each at its field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What it is about where that is something else than what was asked for: the customer whose row it would be.</summary>
    public string? What { get; init; }

    /// <summary>A sentence, where no field has one; null: what each face says of such an outcome.</summary>
    public string? Reason { get; init; }

    /// <summary>False when the front ends could not be told at once: the change may take up to 30 s to show.</summary>
    public bool Announced { get; init; } = true;

    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => Outcome == DeskOutcome.Done;

    public static DeskAnswer<T> Done(T value) => new() { Outcome = DeskOutcome.Done, Value = value };

    public static DeskAnswer<T> Found(T? value) => value is null ? NotFound() : Done(value);

    public static DeskAnswer<T> NotFound() => new() { Outcome = DeskOutcome.NotFound };

    public static DeskAnswer<T> Forbidden(string? reason = null, params FieldError[] errors) =>
        new() { Outcome = DeskOutcome.Forbidden, Reason = reason, Errors = errors };

    /// <summary>For a key that isn't for this.</summary>
    public static DeskAnswer<T> Lacks(string scope) => Forbidden($"This key lacks the scope “{scope}”.");

    public static DeskAnswer<T> Invalid(IReadOnlyList<FieldError> errors) => new() { Outcome = DeskOutcome.Invalid, Errors = errors };

    /// <summary>Nothing that could be typed makes it right.</summary>
    public static DeskAnswer<T> Impossible(string reason) => new() { Outcome = DeskOutcome.Invalid, Reason = reason };

    public static DeskAnswer<T> InTheWay(string reason) => new() { Outcome = DeskOutcome.InTheWay, Reason = reason };

    public static DeskAnswer<T> Of(SaveResult<T> result) => new()
    {
        Outcome = result.Outcome switch
        {
            SaveOutcome.Saved => DeskOutcome.Done,
            SaveOutcome.Conflict => DeskOutcome.Changed,
            SaveOutcome.Invalid => DeskOutcome.Invalid,
            SaveOutcome.Exists or SaveOutcome.InUse => DeskOutcome.InTheWay,
            SaveOutcome.NotFound => DeskOutcome.NotFound,
        },
        Value = result.Value,
        Errors = result.Errors,
        Announced = result.Announced,
    };

    /// <summary>The same refusal, about something else of the same caller.</summary>
    public DeskAnswer<TOther> Refusing<TOther>()
        where TOther : class => new() { Outcome = Outcome, What = What, Reason = Reason, Errors = Errors };
}
