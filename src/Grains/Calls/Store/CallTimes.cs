namespace Portal.Calls;

/// <summary>Lengths of time in milliseconds, and days of zones.</summary>
internal static class CallTimes
{
    public const long Quarter = CallSums.Quarter;
    public const long Hour = 3_600_000;
    public const long Day = 86_400_000;

    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Which day of UTC this is, counted from 1970.</summary>
    public static int DayOf(long time) => (int)Math.DivRem(time, Day).Quotient;

    /// <summary>Which day it is there, counted from 1970.</summary>
    public static int DayIn(TimeZoneInfo zone, DateTimeOffset time) => ZoneDays.Day(time, zone).DayNumber - Epoch;

    /// <summary>When a day begins there.</summary>
    /// <param name="day">Counted from 1970.</param>
    public static DateTimeOffset DayStart(TimeZoneInfo zone, int day) =>
        ZoneDays.Begins(DateOnly.FromDayNumber(day + Epoch), zone).ToUniversalTime();
}
