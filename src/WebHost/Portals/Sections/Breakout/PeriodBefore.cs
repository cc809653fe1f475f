using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>The time that a report is compared with: as long, and just before it. Pure.</summary>
internal readonly record struct PeriodBefore(DateTimeOffset From, DateTimeOffset To)
{
    /// <param name="range">Of whole days: as many of them, however long clocks make each.</param>
    public static PeriodBefore Of(ReportRange range, DateTimeOffset now)
    {
        var zone = range.Zone;
        var (first, after) = (ZoneDays.Day(range.From, zone), ZoneDays.Day(range.To, zone));
        if (range.Name is "thisMonth" or "lastMonth")
        {
            var before = first.AddMonths(-1);
            // Of a month that isn't over, no more days than it has had; of one before it, all.
            var days = DateTime.DaysInMonth(before.Year, before.Month);
            if (range.Name == "thisMonth")
                days = Math.Min(days, ZoneDays.Day(now, zone).Day);
            return new(ZoneDays.Begins(before, zone), ZoneDays.Begins(before.AddDays(days), zone));
        }

        return ZoneDays.Begins(first, zone) == range.From && ZoneDays.Begins(after, zone) == range.To
            ? new(ZoneDays.Begins(first.AddDays(first.DayNumber - after.DayNumber), zone), range.From)
            : new(range.From - (range.To - range.From), range.From);
    }
}
