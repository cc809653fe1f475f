namespace Portal.Calls;

/// <summary>Lengths of time in milliseconds, and days of zones.</summary>
internal static class CallTimes
{
    public const long Quarter = 900_000;
    public const long Hour = 3_600_000;
    public const long Day = 86_400_000;

    /// <summary>Which day of UTC this is, counted from 1970.</summary>
    public static int DayOf(long time) => (int)Math.DivRem(time, Day).Quotient;

    /// <summary>Which day it is there, counted from 1970.</summary>
    public static int DayIn(TimeZoneInfo zone, DateTimeOffset time) =>
        (int)((TimeZoneInfo.ConvertTime(time, zone).DateTime - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerDay);

    /// <summary>When a day begins there: at the first moment that has its date, whatever the clock does at midnight.</summary>
    public static DateTimeOffset DayStart(TimeZoneInfo zone, int day)
    {
        var wall = DateTime.SpecifyKind(DateTime.UnixEpoch.AddDays(day), DateTimeKind.Unspecified);
        // A midnight that the clock leaves out: the day begins when it goes on.
        while (zone.IsInvalidTime(wall))
            wall = wall.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }
}
