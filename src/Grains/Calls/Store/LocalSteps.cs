using System.Globalization;

namespace Portal.Calls;

/// <summary>
/// Days and hours on a zone's clocks, also in SQL, of few days: databases know other zones than we do, and another one of the two knows
/// none. Pure.
/// </summary>
internal static class LocalSteps
{
    /// <summary>The day, counted from 1970, or the hour of the day.</summary>
    /// <param name="time">A column with milliseconds.</param>
    public static string Sql(string time, PivotQuery query)
    {
        var sql = "";
        foreach (var (end, offset) in Offsets(query))
        {
            var local = string.Create(CultureInfo.InvariantCulture, $"({time} + {offset})");
            var step = query.Columns switch
            {
                BreakoutGroup.Day => $"{local} / {CallTimes.Day}",
                BreakoutGroup.Hour => $"{local} % {CallTimes.Day} / {CallTimes.Hour}",
                BreakoutGroup.Destination or BreakoutGroup.Prefix
                    or BreakoutGroup.Customer or BreakoutGroup.Domain or BreakoutGroup.Brand =>
                    throw new ArgumentException($"{query.Columns} is nothing for columns.", nameof(query)),
            };
            sql += string.Create(CultureInfo.InvariantCulture, $" WHEN {time} < {end} THEN {step}");
        }

        return $"CAST(CASE{sql} END AS bigint)";
    }

    /// <summary>The same of a time.</summary>
    public static Func<long, long> Of(PivotQuery query)
    {
        var offsets = Offsets(query);
        return time =>
        {
            var local = time + offsets.Find(one => time < one.End).Offset;
            return query.Columns == BreakoutGroup.Day ? local / CallTimes.Day : local % CallTimes.Day / CallTimes.Hour;
        };
    }

    // Clocks change at quarters of an hour alone.
    private static List<(long End, long Offset)> Offsets(PivotQuery query)
    {
        var found = new List<(long End, long Offset)>();
        var step = TimeSpan.FromMilliseconds(CallTimes.Quarter);
        var first = query.From.ToUnixTimeMilliseconds() / CallTimes.Quarter * CallTimes.Quarter;
        for (var time = DateTimeOffset.FromUnixTimeMilliseconds(first); time < query.To; time += step)
        {
            var (end, offset) = ((time + step).ToUnixTimeMilliseconds(), (long)query.Zone.GetUtcOffset(time).TotalMilliseconds);
            if (found.Count > 0 && found[^1].Offset == offset)
                found[^1] = (end, offset);
            else
                found.Add((end, offset));
        }

        return found;
    }
}
