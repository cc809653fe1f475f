using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>What a desk said, as HTTP says it.</summary>
internal static class DeskAnswers
{
    /// <param name="answer">What the desk said.</param>
    /// <param name="what">As in "There is no such domain".</param>
    /// <param name="version">The version of a view.</param>
    /// <param name="done">The answer when it was found or written.</param>
    /// <param name="feedKey">The key that front ends know it by; null: they don't, or nothing was written.</param>
    public static ApiAnswer Answer<T>(
        this DeskAnswer<T> answer, string what, Func<T, long> version, Func<T, ApiAnswer> done, Func<T, string>? feedKey = null)
        where T : class => answer.Outcome switch
        {
            DeskOutcome.Done => done(answer.Value!) with
            {
                Late = !answer.Announced,
                Shows = feedKey is null ? null : (feedKey(answer.Value!), version(answer.Value!)),
            },
            DeskOutcome.Changed => Problems.Changed(version(answer.Value!)),
            DeskOutcome.NotFound or DeskOutcome.Forbidden or DeskOutcome.Invalid or DeskOutcome.InTheWay or DeskOutcome.Busy =>
                answer.Refused(what),
        };

    /// <summary>Of what has no version, so that it never has changed in between.</summary>
    /// <inheritdoc cref="Answer{T}(DeskAnswer{T}, string, Func{T, long}, Func{T, ApiAnswer}, Func{T, string})"/>
    public static ApiAnswer Answer<T>(this DeskAnswer<T> answer, string what, Func<T, ApiAnswer> done)
        where T : class => answer.Answer(what, static _ => 0, done);

    /// <summary>What came to nothing, in the caller's words: nothing was found, or nothing was to be changed.</summary>
    public static ApiAnswer Refused<T>(this DeskAnswer<T> answer, string what)
        where T : class => answer.Outcome switch
        {
            DeskOutcome.NotFound => Problems.NotFound(answer.What ?? what),
            DeskOutcome.Forbidden => answer.Reason is { } reason ? Problems.Forbidden(reason, [.. answer.Errors]) : Problems.MayNotChange,
            DeskOutcome.Invalid => answer.Reason is { } reason ? Problems.Make(422, reason) : Problems.Invalid(answer.Errors),
            DeskOutcome.InTheWay => answer.Reason is { } reason ? Problems.Make(409, reason) : Problems.Conflict(answer.Errors),
            DeskOutcome.Busy => Problems.Make(503, $"Nothing was changed: this {what} keeps being changed by others. Retry in a moment."),
            DeskOutcome.Done or DeskOutcome.Changed => throw new InvalidOperationException($"Not a refusal: {answer.Outcome}."),
        };
}
