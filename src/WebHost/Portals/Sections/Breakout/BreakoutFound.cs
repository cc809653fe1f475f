using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>What the store said for a report.</summary>
/// <param name="Before">Of the time before; null: it wasn't asked for, or there is nothing to compare with.</param>
internal sealed record BreakoutFound(Breakout Now, Breakout? Before)
{
    /// <summary>From when on calls are kept, where that is too late for the time before; null: it isn't.</summary>
    public DateTimeOffset? KeptFrom { get; private init; }

    /// <summary>When the customer's first call was made, where the time before begins earlier; null: it doesn't.</summary>
    public DateTimeOffset? FirstCall { get; private init; }

    public static async Task<BreakoutFound> Read(
        ICallStore store, BreakoutRequest request, BreakoutQuery query, CancellationToken cancellation)
    {
        var now = await store.Breakout(query, cancellation);
        if (now.KeptFrom is not null || request.Before is not { } period)
            return new(now, null);
        var first = await store.FirstCall(query.Customer!, cancellation);
        if (first >= period.To)
            return new(now, null) { FirstCall = first };
        var before = await store.Breakout(query with { From = period.From, To = period.To }, cancellation);
        return new(now, before.KeptFrom is null ? before : null)
        {
            KeptFrom = before.KeptFrom,
            FirstCall = first > period.From ? first : null,
        };
    }
}
