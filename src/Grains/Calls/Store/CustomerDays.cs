namespace Portal.Calls;

/// <summary>
/// Sums of one customer by what its days are kept by: whole days of its billing zone are summed; before and after them are less than a
/// day's calls each.
/// </summary>
internal sealed class CustomerDays(CallSumReader sums)
{
    /// <param name="query">Its range and its customer say which; nothing else may.</param>
    /// <param name="zone">That the customer's days are of.</param>
    /// <param name="ofSums">What of kept sums the lines stand for.</param>
    /// <param name="ofCalls">The same of calls.</param>
    /// <returns>No rows where an end of it isn't kept, and from when on calls are.</returns>
    public async Task<(IEnumerable<CallSumsRow> Rows, DateTimeOffset? Gone)> Read(
        CallQuery query, TimeZoneInfo zone, string ofSums, CallBy ofCalls, CancellationToken cancellation)
    {
        var first = CallTimes.DayIn(zone, query.From);
        if (CallTimes.DayStart(zone, first) < query.From)
            first++;
        var after = CallTimes.DayIn(zone, query.To);
        if (after <= first)
        {
            return await sums.Lacks(query.From, query.To, cancellation) is { } all
                ? ([], all)
                : (await sums.Calls(query, ofCalls, cancellation), null);
        }

        var (begins, ends) = (CallTimes.DayStart(zone, first), CallTimes.DayStart(zone, after));
        if ((await sums.Lacks(query.From, begins, cancellation) ?? await sums.Lacks(ends, query.To, cancellation)) is { } gone)
            return ([], gone);
        CallSumsRow[] rows =
        [
            .. await sums.Calls(query with { To = begins }, ofCalls, cancellation),
            .. await sums.Sums(
                CallSumTable.Days,
                ofSums,
                "s.customer = @Customer AND s.day >= @first AND s.day < @after",
                new { query.Customer, first, after },
                null,
                cancellation),
            .. await sums.Calls(query with { From = ends }, ofCalls, cancellation),
        ];
        return (rows, null);
    }
}
