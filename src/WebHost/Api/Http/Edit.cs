using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>
/// PUT and PATCH of a versioned document, the same for each kind: read what is there, decide about it, save exactly
/// against it. Whoever names no version has it tried again when another change came between.
/// </summary>
/// <typeparam name="TView">What is there.</typeparam>
/// <typeparam name="TSettings">What is saved.</typeparam>
internal sealed record Edit<TView, TSettings>
    where TView : class
{
    /// <summary>As in "There is no such domain".</summary>
    public required string What { get; init; }
    public required ObjectShape Shape { get; init; }

    /// <summary>What is there, where the caller may change it: the desk decides.</summary>
    public required Func<Task<DeskAnswer<TView>>> Find { get; init; }
    public required Func<TView, long> Version { get; init; }

    /// <summary>The key that front ends know it by; null: they don't.</summary>
    public Func<TView, string>? FeedKey { get; init; }

    public required Func<TView, JsonObject> Write { get; init; }

    /// <summary>The same with what is computed of it, for the answer; null: there is nothing of the kind.</summary>
    public Func<TView, Task<JsonObject>>? Show { get; init; }

    /// <summary>Reads a document whose shape is right; adds what is wrong with its values.</summary>
    public required Func<JsonElement, TView, List<FieldError>, TSettings> Read { get; init; }

    /// <summary>Saves, or says what is wrong with the settings beside what couldn't be read: the caller hears of all at once.</summary>
    public required Func<TSettings, List<FieldError>, Change, Task<DeskAnswer<TView>>> Save { get; init; }

    public async Task<ApiAnswer> Run(ApiCall call, bool patch)
    {
        // Whose it is comes before what was sent: a foreign one isn't there, whatever the body.
        var found = await Find();
        if (!found.IsDone)
            return found.Refused(What);
        var (body, problem) = await call.Read(Shape, patch);
        if (problem is not null)
            return problem;

        for (; found.IsDone; found = await Find())
        {
            var now = found.Value;
            if (!call.Conditions.Allow(Version(now)))
                return Problems.Changed(Version(now));

            var (whole, wrong) = patch ? Merge(body, now) : (body, null);
            if (wrong is not null)
                return wrong;
            var errors = new List<FieldError>();
            var saved = await Save(Read(whole, now, errors), errors, call.Change(Version(now)));
            if (call.TriesAgain(saved.Outcome))
                continue;
            if (saved.Outcome == DeskOutcome.Changed && !call.Conditions.NamesVersions)
                saved = saved with { Outcome = DeskOutcome.Busy };
            var shown = saved.IsDone ? Show is null ? Write(saved.Value) : await Show(saved.Value) : null;
            return saved.Answer(What, Version, view => ApiAnswer.Ok(shown!, Version(view)), FeedKey);
        }

        return found.Refused(What);
    }

    private (JsonElement Whole, ApiAnswer? Wrong) Merge(JsonElement body, TView now)
    {
        var merged = MergePatch.Apply(Write(now), body);
        Shape.RestoreClearing(body, merged);
        var whole = JsonSerializer.SerializeToElement(merged);
        var shape = new ShapeErrors();
        Shape.Check(whole, "$", shape);
        return (whole, shape.Any ? Problems.Unreadable(shape) : null);
    }
}
