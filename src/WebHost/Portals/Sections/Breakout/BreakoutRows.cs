using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>The lines of a report with what leads to their calls, and what they are of the whole.</summary>
internal static class BreakoutRows
{
    /// <param name="rest">What stands for lines beyond those that are told.</param>
    public static IReadOnlyList<BreakoutRow> Of(BreakoutRequest request, Breakout found, string rest)
    {
        var totals = found.Totals.ToDictionary(sums => sums.Currency, sums => sums.ChargeMicro, StringComparer.Ordinal);
        return
        [
            .. found.Lines.Select(line => new BreakoutRow(line.Name, line.Time, line.Sums, request.Group)
            {
                Path = Path(request, line),
                Share = Share(line.Sums, totals),
            }),
            .. found.Rest.Select(sums => new BreakoutRow(rest, null, sums, request.Group) { Share = Share(sums, totals) }),
        ];
    }

    private static decimal Share(CallSums sums, Dictionary<string, long> totals) =>
        totals.GetValueOrDefault(sums.Currency) is > 0 and var all ? Math.Clamp(Math.Round(sums.ChargeMicro * 100m / all, 2), 0, 100) : 0;

    private static string? Path(BreakoutRequest request, BreakoutLine line)
    {
        if (!request.Call.Sees("cdr"))
            return null;
        var address = request.Address.At("/cdr").Without("group", ReportViews.Part);
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
