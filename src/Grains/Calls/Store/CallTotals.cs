namespace Portal.Calls;

/// <summary>
/// Sums of whole queries. Where nothing but time says which calls, whole quarters of an hour are summed already; else all calls are read,
/// for as long as somebody would wait for a page.
/// </summary>
internal sealed class CallTotals(CallSumReader sums)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public Task<DateTimeOffset?> First(string customer, CancellationToken cancellation) => sums.First(customer, cancellation);

    public Task<IReadOnlyList<string>> Destinations(
        string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        sums.Destinations(customer, from, to, cancellation);

    public async Task<IReadOnlyList<CallSums>?> Of(CallQuery query, CancellationToken cancellation)
    {
        if (query.IsPlain)
        {
            var (rows, gone) = await sums.Within(query, CallSumTable.Quarters, null, null, cancellation);
            return gone is null ? CallSumsRow.ByCurrency(rows) : null;
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        try
        {
            return CallSumsRow.ByCurrency(await sums.Calls(query, null, late.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
