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
    public required Func<Task<TView?>> Get { get; init; }
    public required Func<TView, long> Version { get; init; }

    /// <summary>The key that front ends know it by; null: they don't.</summary>
    public Func<TView, string>? FeedKey { get; init; }

    /// <summary>The brand that it belongs to.</summary>
    public required Func<TView, string?> Brand { get; init; }

    public required Func<TView, JsonObject> Write { get; init; }

    /// <summary>Reads a document whose shape is right; adds what is wrong with its values.</summary>
    public required Func<JsonElement, TView, List<FieldError>, TSettings> Read { get; init; }

    /// <summary>What the rules say, for when there are errors already: the caller hears of all at once.</summary>
    public required Func<TView, TSettings, Task<IReadOnlyList<FieldError>>> Check { get; init; }

    /// <summary>What this caller may not change, though others may.</summary>
    public required Func<TView, TSettings, ApiAnswer?> Refuse { get; init; }
    public required Func<TSettings, Change, Task<SaveResult<TView>>> Save { get; init; }

    public async Task<ApiAnswer> Run(ApiCall call, bool patch)
    {
        // Whose it is comes before what was sent: a foreign one isn't there, whatever the body.
        if (Refused(call, await Get()) is { } foreign)
            return foreign;
        var (body, problem) = await call.Read(Shape, patch);
        if (problem is not null)
            return problem;

        while (true)
        {
            var found = await Get();
            if (Refused(call, found) is { } refused)
                return refused;
            var now = found!;
            if (!call.Conditions.Allow(Version(now)))
                return Problems.Changed(Version(now));

            var (settings, wrong) = await Decide(body, now, patch);
            if (wrong is not null)
                return wrong;
            var result = await Save(settings!, call.Change(Version(now)));
            if (!call.TriesAgain(result.Outcome))
                return result.Answer(call, What, Version, view => ApiAnswer.Ok(Write(view), Version(view)), FeedKey);
        }
    }

    private ApiAnswer? Refused(ApiCall call, TView? now) =>
        now is null || !call.Rights.CanSee(Brand(now)) ? Problems.NotFound(What)
        : call.Rights.CanChange(Brand(now)) ? null
        : Problems.MayNotChange;

    private async Task<(TSettings? Settings, ApiAnswer? Wrong)> Decide(JsonElement body, TView now, bool patch)
    {
        if (patch)
        {
            var merged = MergePatch.Apply(Write(now), body);
            Shape.RestoreClearing(body, merged);
            body = JsonSerializer.SerializeToElement(merged);
            var shape = new ShapeErrors();
            Shape.Check(body, "$", shape);
            if (shape.Any)
                return (default, Problems.Unreadable(shape));
        }

        var errors = new List<FieldError>();
        var settings = Read(body, now, errors);
        if (errors.Count > 0)
            return (default, Problems.Invalid(errors.Concat(await Check(now, settings))));
        return Refuse(now, settings) is { } refused ? (default, refused) : (settings, null);
    }
}
