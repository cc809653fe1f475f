using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>The lines of a report with what leads to their calls, and what they are of the whole.</summary>
internal static class BreakoutRows
{
    /// <param name="rest">What stands for lines beyond those that are told.</param>
    public static IReadOnlyList<BreakoutRow> Of(BreakoutRequest request, BreakoutFound found, string rest)
    {
        IReadOnlyList<BreakoutRow> rows =
        [
            .. found.Now.Lines.Select(line =>
                new BreakoutRow(line.Name, line.Time, line.Sums, request.Group) { Path = Path(request, line) }),
        ];
        if (found.Before is { } before)
            rows = BreakoutComparison.Of(request, rows, before);
        var beyond = found.Now.Rest.Select(sums => new BreakoutRow(rest, null, sums, request.Group))
            .Concat(rows.Skip(BreakoutQuery.MostLines).GroupBy(row => row.Sums.Currency).Select(group => group.Aggregate((one, other) =>
                one with { Sums = one.Sums + other.Sums, Before = one.Before is { } was ? was + other.Before! : null })))
            .Select(row => row with { Name = rest, Time = null, TimeBefore = null, Path = null, IsRest = true });
        var totals = found.Now.Totals.ToDictionary(sums => sums.Currency, sums => sums.ChargeMicro, StringComparer.Ordinal);
        return [.. rows.Take(BreakoutQuery.MostLines).Concat(beyond).Select(row => row with { Share = Share(row.Sums, totals) })];
    }

    public static IReadOnlyList<BreakoutRow> Totals(BreakoutRequest request, BreakoutFound found) =>
    [
        .. BreakoutComparison.Totals(found.Now.Totals, found.Before?.Totals)
            .Select(all => new BreakoutRow(null, null, all.Sums, request.Group) { Before = all.Before }),
    ];

    private static decimal Share(CallSums sums, Dictionary<string, long> totals) =>
        totals.GetValueOrDefault(sums.Currency) is > 0 and var all ? Math.Clamp(Math.Round(sums.ChargeMicro * 100m / all, 2), 0, 100) : 0;

    private static string? Path(BreakoutRequest request, BreakoutLine line)
    {
        if (!request.Call.Sees("cdr"))
            return null;
        var address = request.Address.At("/cdr").Without(BreakoutRequest.Own);
        if (line.Time is { } time)
        {
            var end = request.Group == BreakoutGroup.Hour ? time.AddHours(1) : NextDay(request.Call, time);
            return address.Without("range").With(("from", Moments.Machine(time)), ("to", Moments.Machine(end))).ToString();
        }

        return request.Group == BreakoutGroup.Destination && line.Name is { Length: > 0 } name
            ? address.With(("destinationName", name)).ToString()
            : null;
    }

    private static DateTimeOffset NextDay(PortalCall call, DateTimeOffset time) =>
        ZoneDays.Begins(ZoneDays.Day(time, call.Zone).AddDays(1), call.Zone);
}
