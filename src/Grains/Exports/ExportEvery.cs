using Portal.Calls;

namespace Portal.Exports;

/// <summary>How often a file is made of a saved view.</summary>
internal enum ExportEvery { Daily, Weekly, Monthly }

/// <summary>When a file of a saved view is made next: in the early morning of its reader's days. Pure.</summary>
internal static class ExportTimes
{
    // Yesterday is over everywhere in the zone, and late calls of it are in.
    private static readonly TimeSpan Morning = TimeSpan.FromHours(5);

    /// <returns>Later than <paramref name="after"/>; a week begins on Monday.</returns>
    public static DateTimeOffset Next(ExportEvery every, DateTimeOffset after, TimeZoneInfo zone)
    {
        for (var day = First(every, ZoneDays.Day(after, zone)); ; day = Following(every, day))
        {
            if (ZoneDays.At(day.ToDateTime(TimeOnly.MinValue) + Morning, zone) is var time && time > after)
                return time.ToUniversalTime();
        }
    }

    private static DateOnly First(ExportEvery every, DateOnly day) => every switch
    {
        ExportEvery.Daily => day,
        ExportEvery.Weekly => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        ExportEvery.Monthly => new DateOnly(day.Year, day.Month, 1),
    };

    private static DateOnly Following(ExportEvery every, DateOnly day) => every switch
    {
        ExportEvery.Daily => day.AddDays(1),
        ExportEvery.Weekly => day.AddDays(7),
        ExportEvery.Monthly => day.AddMonths(1),
    };
}
