using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Charts of how many calls there were at a time, and how many began at a time.</summary>
internal static class ChannelTrend
{
    public static Trend Of(PortalCall call, TextSet texts, TrendRange range, TimeSteps steps, IReadOnlyList<ChannelSample> found)
    {
        string Text(decimal value) => value.ToString("N0", call.Culture);
        return Trend.Of(
            call,
            texts,
            range,
            "Channels",
            steps,
            steps.Values(found, one => one.Time, group => group.Max(one => one.Most)),
            found.Count == 0 ? null : Text(found.Max(one => one.Most)),
            new(Text, "Trend.Unknown", IsOfSums: false)
            {
                Limit = call.Customer.Channels is { } allowed ? (texts.Format("Trend.Channels.Allowed", Text(allowed)), allowed) : null,
            });
    }

    // Where no call began there is nothing noted: it was none.
    public static Trend Of(PortalCall call, TextSet texts, TrendRange range, TimeSteps steps, IReadOnlyList<CallPeak> found)
    {
        string Text(decimal value) => value.ToString("N0", call.Culture);
        var values = steps.Values(found, one => one.Time, group => group.Max(one => one.Most));
        return Trend.Of(
            call,
            texts,
            range,
            "Cps",
            steps,
            Array.ConvertAll(values, value => (decimal?)(value ?? 0)),
            found.Count == 0 ? null : Text(found.Max(one => one.Most)),
            new(Text, "Trend.None", IsOfSums: false)
            {
                Limit = call.Customer.Cps is { } allowed ? (texts.Format("Trend.Channels.Allowed", Text(allowed)), allowed) : null,
            });
    }
}
