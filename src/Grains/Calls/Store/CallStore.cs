namespace Portal.Calls;

/// <summary>Calls in SQL, on either database.</summary>
internal sealed class CallStore(
    CallAppender appender,
    CallCorrector corrector,
    CallReader reader,
    CallSwitches switches,
    CallTotals totals,
    BreakoutReader breakouts,
    PivotReader pivots) : ICallStore
{
    public Task<CallsAppended> Append(IReadOnlyList<CallLine> calls, CancellationToken cancellation) =>
        appender.Append(calls, cancellation);

    public Task<CallsCorrected> Correct(IReadOnlyList<CallLine> calls, bool dryRun, CancellationToken cancellation) =>
        corrector.Correct(calls, dryRun, cancellation);

    public Task<CallPage> Page(CallQuery query, CancellationToken cancellation) => reader.Page(query, cancellation);

    public IAsyncEnumerable<Call> All(CallQuery query, CancellationToken cancellation) => reader.All(query, cancellation);

    public IAsyncEnumerable<CallPage> Pages(CallQuery query, CancellationToken cancellation) => reader.Pages(query, cancellation);

    public Task<Call?> Find(string? customer, CallKey id, CancellationToken cancellation) => reader.Find(customer, id, cancellation);

    public Task<IReadOnlyList<Call>> FindById(string callId, CancellationToken cancellation) => switches.Find(callId, cancellation);

    public Task<IReadOnlyList<CallSums>?> Totals(CallQuery query, CancellationToken cancellation) => totals.Of(query, cancellation);

    public Task<Breakout> Breakout(BreakoutQuery query, CancellationToken cancellation) => breakouts.Read(query, cancellation);

    public Task<Pivot> Pivot(PivotQuery query, CancellationToken cancellation) => pivots.Read(query, cancellation);

    public Task<IReadOnlyList<string>> Destinations(
        string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        totals.Destinations(customer, from, to, cancellation);

    public Task<DateTimeOffset?> FirstCall(string customer, CancellationToken cancellation) => totals.First(customer, cancellation);
}
