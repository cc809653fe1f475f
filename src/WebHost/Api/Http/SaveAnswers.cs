using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>What a grain said about a change, as HTTP says it.</summary>
internal static class SaveAnswers
{
    /// <param name="result">What the grain said.</param>
    /// <param name="what">As in "There is no such domain".</param>
    /// <param name="version">The version of a view.</param>
    /// <param name="saved">The answer when it was written.</param>
    /// <param name="feedKey">The key that front ends know it by; null: they don't.</param>
    public static ApiAnswer Answer<T>(this SaveResult<T> result, string what, Func<T, long> version, Func<T, ApiAnswer> saved, Func<T, string>? feedKey = null)
        where T : class => result.Outcome switch
        {
            SaveOutcome.Saved => saved(result.Value!) with
            {
                Late = !result.Announced,
                Shows = feedKey is null ? null : (feedKey(result.Value!), version(result.Value!)),
            },
            SaveOutcome.Conflict => Problems.Changed(version(result.Value!)),
            SaveOutcome.Invalid => Problems.Invalid(result.Errors),
            SaveOutcome.Exists or SaveOutcome.InUse => Problems.Conflict(result.Errors),
            SaveOutcome.NotFound => Problems.NotFound(what),
        };
}
