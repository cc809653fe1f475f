using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Charts of shares and averages. Each point, and the number over all of them, is made of sums: of no averages.</summary>
internal static class SumsTrend
{
    private static readonly (string Key, string[] Columns, Func<CallSums, decimal?> Value, bool IsPercent)[] Kinds =
    [
        ("Asr", ["asr"], sums => sums.Asr, true),
        ("Acd", ["acd"], sums => sums.Acd, false),
        ("Dtmf", ["dtmf", "dtmfPercent"], sums => sums.DtmfPercent, true),
    ];

    public static IEnumerable<Trend> Of(PortalCall call, TextSet texts, TrendRange range, TimeSteps steps, Breakout found)
    {
        // A domain that chose nothing keeps nothing to itself.
        var chosen = call.Site.Site.Settings?.BreakoutColumns is { Length: > 0 } keys ? keys : null;
        foreach (var (key, columns, value, isPercent) in Kinds)
        {
            if (chosen is not null && !columns.Any(chosen.Contains))
                continue;
            string Text(decimal number) => isPercent
                ? BreakoutColumns.Words(call, DecimalText.Shortened(number, 1)!.Value)
                : DurationText.Whole(number, call.Culture);
            yield return Trend.Of(
                call,
                texts,
                range,
                key,
                steps,
                steps.Values(found.Lines, line => line.Time!.Value, group => value(Whole(group.Select(line => line.Sums)))),
                value(Whole(found.Totals)) is { } number ? Text(number) : null,
                new(Text, "Trend.None", IsOfSums: true) { Top = isPercent ? 100 : null });
        }
    }

    // No money: sums of all currencies are one.
    private static CallSums Whole(IEnumerable<CallSums> sums) =>
        sums.Aggregate(new CallSums(""), (all, one) => all + (one with { Currency = "", ChargeMicro = 0 }));
}
