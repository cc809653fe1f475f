using System.Globalization;
using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>
/// A picture of a breakout's lines, the table of which stands below it: each day or hour, or the first ten lines and all others as one.
/// Pure.
/// </summary>
internal static class BreakoutChart
{
    private const int Most = 10;

    // As many as a report has days: of hours more than two weeks, beyond which nobody tells two bars apart.
    private const int MostSteps = 400;

    private static readonly (string Key, Func<CallSums, decimal> Value, Func<decimal, CultureInfo, string> Text)[] Numbers =
    [
        ("charge", sums => sums.Charge.Amount, (_, _) => ""),
        ("customerDuration", sums => sums.BilledMs / 1000m, DurationText.Whole),
        ("duration", sums => sums.DurationMs / 1000m, DurationText.Whole),
        ("attempts", sums => sums.Attempts, (value, culture) => value.ToString("N0", culture)),
        ("connected", sums => sums.Connected, (value, culture) => value.ToString("N0", culture)),
    ];

    /// <summary>Null: there is nothing to draw.</summary>
    public static ChartModel? Of(BreakoutRequest request, IReadOnlyList<BreakoutRow> rows, TextSet texts)
    {
        var (call, currencies) = (request.Call, rows.Select(row => row.Sums.Currency).Distinct().Count());
        // Amounts of two currencies don't compare, and what isn't shown in the table isn't drawn.
        var (key, value, told) = Numbers.FirstOrDefault(one =>
            request.Columns.Contains(one.Key) && (currencies == 1 || one.Key != "charge"));
        if (key is null)
            return null;
        var points = BreakoutRequest.IsOfTime(request.Group) ? Times(request, rows) : First(call, rows, texts["Other"]);
        var values = points.Select(point => (decimal?)point.Rows.Sum(row => value(row.Sums))).ToArray();
        if (points.Count < 2 || values.All(one => one is null or <= 0))
            return null;
        var number = texts["Column." + key];
        return new ChartModel
        {
            Label = texts.Format("Chart", number, points[0].Name, points[^1].Name),
            Points = [.. points.Select(point => point.Name)],
            Series = [.. Before(), new(number, values) { Kind = ChartKind.Bars }],
            Text = key == "charge"
                ? amount => MoneyFormat.Text(new(amount, rows[0].Sums.Currency), call.Culture)
                : amount => told(amount, call.Culture),
        };

        // Behind the bars, where it can be seen if it was more; a line would say that one destination leads to the next.
        IEnumerable<ChartSeries> Before() => rows.All(row => row.Before is null) ? [] :
        [
            new(texts.Format("Chart.Before", number), [.. points.Select(point => (decimal?)point.Rows.Sum(row => value(row.Before!)))])
            {
                Kind = BreakoutRequest.IsOfTime(request.Group) ? ChartKind.Line : ChartKind.Bars,
                Look = BreakoutRequest.IsOfTime(request.Group) ? "2" : "rest",
            },
        ];
    }

    private static List<(string Name, BreakoutRow[] Rows)> First(PortalCall call, IReadOnlyList<BreakoutRow> rows, string other)
    {
        // A line of one name in two currencies is one; no amounts are drawn then.
        var lines = rows.Where(row => !row.IsRest).GroupBy(row => row.Name).ToArray();
        var beyond = lines.Skip(Most).SelectMany(line => line).Concat(rows.Where(row => row.IsRest)).ToArray();
        var points = lines.Take(Most)
            .Select(line => (BreakoutColumns.Named(call, line.Key), line.ToArray())).ToList();
        if (beyond.Length > 0)
            points.Add((other, beyond));
        return points;
    }

    // A day without calls has no line, and its place all the same. Where lines are missing, or too many, there is no picture.
    private static List<(string Name, BreakoutRow[] Rows)> Times(BreakoutRequest request, IReadOnlyList<BreakoutRow> rows)
    {
        var (call, range) = (request.Call, request.Range!);
        if (rows.Any(row => row.IsRest))
            return [];
        var lines = rows.ToLookup(row => row.Time!.Value.ToUniversalTime());
        var starts = new SortedSet<DateTimeOffset>(lines.Select(line => line.Key));
        var end = call.Now < range.To ? call.Now : range.To;
        var hour = TimeSpan.FromHours(1);
        if (request.Group == BreakoutGroup.Day)
        {
            for (var day = ZoneDays.Day(range.From, call.Zone); ZoneDays.Begins(day, call.Zone) < end; day = day.AddDays(1))
                starts.Add(ZoneDays.Begins(day, call.Zone).ToUniversalTime());
        }
        else if ((end - range.From) / hour <= MostSteps)
        {
            for (var time = range.From; time < end; time += hour)
            {
                var local = TimeZoneInfo.ConvertTime(time, call.Zone);
                starts.Add(time.AddTicks(-(local.Ticks % hour.Ticks)).ToUniversalTime());
            }
        }

        return starts.Count > MostSteps ? [] :
        [
            .. starts.Select(start => (
                request.Group == BreakoutGroup.Day ? Moments.Date(call, start) : Moments.Full(call, start), lines[start].ToArray())),
        ];
    }
}
