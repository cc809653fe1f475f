namespace Portal.WebHost.Portals;

/// <summary>Until when a balance lasts, by the calls of the last four weeks: a day, and how far off it may be.</summary>
/// <param name="Day">At what an average week cost.</param>
/// <param name="Earliest">At what the dearest of the weeks cost.</param>
/// <param name="Latest">At what the cheapest cost; null: beyond a year.</param>
internal sealed record CallForecast(DateOnly Day, DateOnly Earliest, DateOnly? Latest)
{
    public const int Days = 28;
    private const int Week = 7;
    private const int Furthest = 366;

    /// <summary>Null: within a year it doesn't end, or nothing was charged.</summary>
    /// <param name="left">What may still be spent: the balance and what it may fall below zero.</param>
    /// <param name="charged">Of each of the last <see cref="Days"/> whole days, the oldest first.</param>
    /// <param name="today">The day after the last of them.</param>
    public static CallForecast? Of(decimal left, IReadOnlyList<decimal> charged, DateOnly today)
    {
        if (charged.Count != Days)
            throw new ArgumentException($"Four weeks have {Days} days.", nameof(charged));
        var weeks = charged.Chunk(Week).Select(week => week.Sum()).ToArray();
        var average = weeks.Sum() / weeks.Length;
        if (average <= 0)
            return null;
        // Each weekday costs what it did on average.
        var days = Enumerable.Range(0, Week).Select(day => charged.Where((_, i) => i % Week == day).Sum() / weeks.Length).ToArray();
        return End(1) is { } day ? new(day, End(weeks.Max() / average)!.Value, End(weeks.Min() / average)) : null;

        DateOnly? End(decimal share)
        {
            var rest = left;
            for (var ahead = 0; ahead < Furthest; ahead++)
            {
                rest -= days[ahead % Week] * share;
                if (rest < 0)
                    return today.AddDays(ahead);
            }

            return null;
        }
    }
}
