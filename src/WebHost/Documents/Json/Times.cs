using System.Globalization;

namespace Portal.WebHost.Documents;

/// <summary>Times as the API writes them: RFC 3339, UTC, to the millisecond.</summary>
internal static class Times
{
    public static readonly TextShape Shape = new() { Format = "date-time" };

    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? time) => time is { } value ? Text(value) : null;
}
