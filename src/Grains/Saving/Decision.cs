using Portal.Audit;

namespace Portal.Saving;

/// <summary>What a grain decides about a change: another state and what the audit says of it, or an answer that changes nothing.</summary>
internal sealed class Decision<TState, TView>
    where TState : class
    where TView : class
{
    public Decision(TState next, Audited audited) => (Next, Audited) = (next, audited);

    private Decision(SaveResult<TView> answer) => Answer = answer;

    public TState? Next { get; }

    public Audited? Audited { get; }

    public SaveResult<TView>? Answer { get; }

    public static implicit operator Decision<TState, TView>(SaveResult<TView> answer) => new(answer);
}

/// <summary>What the audit says of a change, beside who made it and when.</summary>
/// <param name="Brand">The brand that it belongs to; null: nobody's.</param>
internal sealed record Audited(string? Brand, string? Before, string? After)
{
    /// <summary>The fields that differ.</summary>
    /// <param name="before">Null: it was not there.</param>
    /// <param name="after">Null: it is gone.</param>
    public static Audited Of<T>(string? brand, T? before, T? after)
        where T : class => new(
        brand, before is null ? null : AuditDiff.Of(before, after), after is null ? null : AuditDiff.Of(after, before));
}
