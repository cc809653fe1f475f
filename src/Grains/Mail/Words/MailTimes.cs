using System.Globalization;

namespace Portal.Mail;

/// <summary>Times as a recipient reads them: in their zone, which is named, and in their language's way.</summary>
internal static class MailTimes
{
    /// <param name="zone">IANA name; null or unknown: UTC.</param>
    public static string Write(DateTimeOffset time, string? zone, CultureInfo culture)
    {
        if (string.IsNullOrWhiteSpace(zone) || zone is "UTC" or "Etc/UTC" || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known))
            return time.UtcDateTime.ToString("f", culture) + " (UTC)";
        var local = TimeZoneInfo.ConvertTime(time, known);
        var offset = local.Offset;
        var sign = offset < TimeSpan.Zero ? "−" : "+";
        return string.Create(culture, $"{local.DateTime:f} ({zone.Replace('_', ' ')}, UTC{sign}{offset:h\\:mm})");
    }

    /// <summary>A value that is a time (RFC 3339) or a day, as read; anything else as it is.</summary>
    public static string Read(string value, string? zone, CultureInfo culture) =>
        DateOnly.TryParseExact(
            value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("D", culture)
        : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? Write(time, zone, culture)
        : value;
}
