using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Charts of shares and averages. Each point, and the number over all of them, is made of sums: of no averages.</summary>
internal static class SumsTrend
{
    /// <summary>A point that fewer calls than these would make says more of chance than of anything: it is a gap.</summary>
    public const int Least = 5;

    private static readonly (
        string Key, string[] Columns, Func<CallSums, decimal?> Value, Func<CallSums, long> Of, bool IsPercent)[] Kinds =
    [
        ("Asr", ["asr"], sums => sums.Asr, sums => sums.Attempts, true),
        ("Acd", ["acd"], sums => sums.Acd, sums => sums.Connected, false),
        ("Dtmf", ["dtmf", "dtmfPercent"], sums => sums.DtmfPercent, sums => sums.Connected, true),
    ];

    public static IEnumerable<Trend> Of(PortalCall call, TextSet texts, TrendRange range, TimeSteps steps, Breakout found)
    {
        // A domain that chose nothing keeps nothing to itself.
        var chosen = call.Site.Site.Settings?.BreakoutColumns is { Length: > 0 } keys ? keys : null;
        foreach (var (key, columns, value, of, isPercent) in Kinds)
        {
            if (chosen is not null && !columns.Any(chosen.Contains))
                continue;
            decimal? Point(CallSums sums) => of(sums) >= Least ? value(sums) : null;
            string Text(decimal number) => isPercent
                ? BreakoutColumns.Words(call, DecimalText.Shortened(number, 1)!.Value)
                : DurationText.Whole(number, call.Culture);
            yield return Trend.Of(
                call,
                texts,
                range,
                key,
                steps,
                steps.Values(found.Lines, line => line.Time!.Value, group => Point(CallSums.Whole(group.Select(line => line.Sums)))),
                value(CallSums.Whole(found.Totals)) is { } number ? Text(number) : null,
                new(Text, "Trend.None", IsOfSums: true)
                {
                    Top = isPercent ? 100 : null,
                    Note = texts.Format(key == "Asr" ? "Trend.Least.Calls" : "Trend.Least.Connected", Least),
                });
        }
    }
}
