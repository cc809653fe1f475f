using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>
/// Lines of a time beside those of the time before it: the same destination, or the day or hour that is as far from the beginning. Pure.
/// </summary>
internal static class BreakoutComparison
{
    /// <param name="rows">All lines of the time itself.</param>
    /// <param name="before">All lines of the time before.</param>
    /// <returns>All lines; those that were only before have no attempts.</returns>
    public static List<BreakoutRow> Of(BreakoutRequest request, IReadOnlyList<BreakoutRow> rows, Breakout before)
    {
        var zone = request.Call.Zone;
        var (begin, began) = (Clock(request.Range!.From), Clock(request.Before!.Value.From));
        // An hour that clocks show twice has two lines, which are compared in their order.
        var earlier = before.Lines
            .GroupBy(line => (line.Name, Since(line.Time, began), line.Sums.Currency))
            .ToDictionary(group => group.Key, group => new Queue<BreakoutLine>(group));
        var all = rows.Select(row =>
            earlier.TryGetValue((row.Name, Since(row.Time, begin), row.Sums.Currency), out var lines) && lines.TryDequeue(out var was)
                ? row with { Before = was.Sums, TimeBefore = was.Time }
                : row with { Before = new CallSums(row.Sums.Currency) }).ToList();
        all.AddRange(earlier.Values.SelectMany(lines => lines).OrderByDescending(line => line.Sums.ChargeMicro).Select(line =>
            new BreakoutRow(
                line.Name,
                line.Time is null ? null : ZoneDays.At(begin + Since(line.Time, began), zone).ToUniversalTime(),
                new CallSums(line.Sums.Currency),
                request.Group)
            {
                Before = line.Sums,
                TimeBefore = line.Time,
            }));
        return BreakoutRequest.IsOfTime(request.Group)
            ? [.. all.OrderBy(row => row.Time).ThenBy(row => row.Sums.Currency, StringComparer.Ordinal)]
            : all;

        DateTime Clock(DateTimeOffset time)
        {
            var local = TimeZoneInfo.ConvertTime(time, zone).DateTime;
            return request.Group == BreakoutGroup.Hour ? local.AddTicks(-(local.Ticks % TimeSpan.TicksPerHour)) : local.Date;
        }

        TimeSpan Since(DateTimeOffset? time, DateTime first) => time is { } known ? Clock(known) - first : default;
    }

    /// <summary>One for each currency that either time has.</summary>
    public static IEnumerable<(CallSums Sums, CallSums? Before)> Totals(IReadOnlyList<CallSums> now, IReadOnlyList<CallSums>? before) =>
        from currency in now.Concat(before ?? []).Select(sums => sums.Currency).Distinct().Order(StringComparer.Ordinal)
        select (Find(now, currency), before is null ? null : Find(before, currency));

    private static CallSums Find(IReadOnlyList<CallSums> all, string currency) =>
        all.FirstOrDefault(sums => sums.Currency == currency) ?? new CallSums(currency);
}
