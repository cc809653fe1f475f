using System.Globalization;

namespace Portal.WebHost.Portals;

/// <summary>What a clock on the wall of a zone shows, and whether it shows that twice. Pure.</summary>
internal static class ZoneClock
{
    private static readonly TimeSpan Around = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether another moment looks alike: clocks went or will go back over it. Found by the offsets around it rather than by the
    /// zone's rules for summer, so that a zone that changed its offset for good counts, too.
    /// </summary>
    public static bool IsRepeated(DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        foreach (var other in (TimeSpan[])[zone.GetUtcOffset(Shifted(time, -Around)), zone.GetUtcOffset(Shifted(time, Around))])
        {
            if (other != local.Offset && zone.GetUtcOffset(new DateTimeOffset(local.DateTime, other)) == other)
                return true;
        }

        return false;
    }

    /// <summary><c>+02:00</c>, with a real minus sign; empty: nothing else looks like it.</summary>
    public static string OffsetWhereRepeated(DateTimeOffset time, TimeZoneInfo zone) => IsRepeated(time, zone)
        ? TimeZoneInfo.ConvertTime(time, zone).ToString("zzz", CultureInfo.InvariantCulture).Replace('-', '−')
        : "";

    private static DateTimeOffset Shifted(DateTimeOffset time, TimeSpan by) =>
        by < TimeSpan.Zero ? time < DateTimeOffset.MinValue - by ? DateTimeOffset.MinValue : time + by
        : time > DateTimeOffset.MaxValue - by ? DateTimeOffset.MaxValue : time + by;
}
