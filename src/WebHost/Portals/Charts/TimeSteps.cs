using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>The pieces of time that a chart's points stand for, by the clocks of a zone, so that days begin at midnight. Pure.</summary>
internal sealed class TimeSteps
{
    private readonly DateTimeOffset[] starts;

    private TimeSteps(DateTimeOffset[] starts, DateTimeOffset end) => (this.starts, End) = (starts, end);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Starts => starts;

    public DateTimeOffset Begin => starts[0];

    /// <summary>When the last one is over.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The last so many, the one that runs now included.</summary>
    /// <param name="length">A whole part of a day, on a quarter of an hour; or a day.</param>
    public static TimeSteps Until(DateTimeOffset now, TimeZoneInfo zone, TimeSpan length, int count)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var last = local.Date.AddTicks((local - local.Date).Ticks / length.Ticks * length.Ticks);
        // What clocks leave out begins with the next that there is, and is none then.
        var all = Enumerable.Range(1 - count, count)
            .Select(i => ZoneDays.At(last + (i * length), zone).ToUniversalTime()).Distinct().ToArray();
        return new(all, ZoneDays.At(last + length, zone).ToUniversalTime());
    }

    /// <summary>Which one a moment is in; null: none.</summary>
    public int? Of(DateTimeOffset time)
    {
        if (time < Begin || time >= End)
            return null;
        var found = Array.BinarySearch(starts, time.ToUniversalTime());
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>What falls into each one, made to a number; null where nothing does.</summary>
    public decimal?[] Values<T>(IEnumerable<T> all, Func<T, DateTimeOffset> time, Func<IEnumerable<T>, decimal?> value)
    {
        var found = new decimal?[starts.Length];
        foreach (var group in all.GroupBy(one => Of(time(one))))
        {
            if (group.Key is { } step)
                found[step] = value(group);
        }

        return found;
    }
}
