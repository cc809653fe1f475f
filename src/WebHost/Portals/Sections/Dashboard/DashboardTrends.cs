using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>
/// What calls were like over time. Channels are of who sees calls in progress; what is made of sums of calls is of who sees these, and of
/// the columns that the domain shows.
/// </summary>
internal sealed record DashboardTrends(TrendRange Range, IReadOnlyList<Trend> Trends)
{
    /// <summary>Null: there is nothing to show, or nothing for this contact.</summary>
    public static async Task<DashboardTrends?> Read(
        PortalCall call, ICallStore store, ICallSamples samples, TextSet texts, bool hasCalls)
    {
        if (call.Customer.IsCarrier)
            return null;
        var range = TrendRange.Of(call);
        var (customer, stop) = (call.Place.Customer, call.Aborted);
        var fine = TimeSteps.Until(call.Now, call.Zone, range.FineStep, range.FineSteps);
        var trends = new List<Trend>();
        if (call.Sees("dialogs")
            && await samples.Channels(customer, fine.Begin, fine.End, stop) is { Count: > 0 } channels
            && (hasCalls || channels.Any(one => one.Most > 0)))
            trends.Add(ChannelTrend.Of(call, texts, range, fine, channels));
        if (call.Sees("breakout") && hasCalls)
        {
            trends.Add(ChannelTrend.Of(call, texts, range, fine, await samples.Peaks(customer, fine.Begin, fine.End, stop)));
            var steps = TimeSteps.Until(call.Now, call.Zone, range.Step, range.Steps);
            var found = await store.Breakout(
                new(steps.Begin, steps.End) { Customer = customer, Group = range.Group, Zone = call.Zone }, stop);
            trends.AddRange(SumsTrend.Of(call, texts, range, steps, found));
        }

        return trends.Count == 0 ? null : new(range, trends);
    }
}

/// <summary>One of the charts: a name, one clear number, and what it was over time.</summary>
/// <param name="Key">Of its words.</param>
/// <param name="Number">Null: there is none.</param>
/// <param name="Nothing">What to say where there is none.</param>
internal sealed record Trend(string Key, string Name, string? Number, string Nothing, ChartModel Chart)
{
    public static Trend Of(
        PortalCall call, TextSet texts, TrendRange range, string key, TimeSteps steps, decimal?[] values, string? number, Trending how)
    {
        var name = texts["Trend." + key];
        var said = number is null ? null : texts.Format($"Trend.{key}.Number", number);
        return new(key, name, said, texts[how.Nothing], new ChartModel
        {
            Label = texts.Format("Trend.Label", name, texts[range.Words], said ?? texts[how.Nothing]),
            Points =
            [
                .. steps.Starts.Select(start => range.IsOfDays && how.IsOfSums ? Moments.Date(call, start) : Moments.Full(call, start)),
            ],
            Axis = [.. steps.Starts.Select(start => range.IsOfOneDay ? Moments.Clock(call, start) : Moments.Date(call, start))],
            Series = [new(texts[$"Trend.{key}.Series"], values)],
            Text = how.Text,
            Limit = how.Limit,
            Top = how.Top,
            Note = how.Note,
        });
    }
}

/// <param name="Text">A value in words.</param>
/// <param name="Nothing">The key of what is said where there is nothing.</param>
/// <param name="IsOfSums">Its points are those of sums, which may be days.</param>
internal sealed record Trending(Func<decimal, string> Text, string Nothing, bool IsOfSums)
{
    public (string Name, decimal Value)? Limit { get; init; }

    public decimal? Top { get; init; }

    public string? Note { get; init; }
}
