using System.Globalization;

namespace Portal.WebHost.Portals;

/// <summary>Times as a person reads them: in its own zone, by its culture.</summary>
internal static class Moments
{
    // Of English only: which of two numbers is the month depends on who reads it.
    private const string EnglishDate = "d MMM yyyy";

    public static string Date(PortalCall call, DateTimeOffset time) => Text(call, time, DatePattern(call.Culture));

    public static string Date(PortalCall call, DateOnly date) => date.ToString(DatePattern(call.Culture), call.Culture);

    /// <summary>To the minute; with the offset in an hour that clocks show twice.</summary>
    public static string Full(PortalCall call, DateTimeOffset time) => Full(time, call.Zone, call.Culture);

    public static string Full(DateTimeOffset time, TimeZoneInfo zone, CultureInfo culture)
    {
        var pattern = DatePattern(culture) + " " + (IsEnglish(culture) ? "HH:mm" : culture.DateTimeFormat.ShortTimePattern);
        var text = TimeZoneInfo.ConvertTime(time, zone).ToString(pattern, culture);
        return ZoneClock.OffsetWhereRepeated(time, zone) is { Length: > 0 } offset ? $"{text} {offset}" : text;
    }

    /// <summary>Of the day alone, where it is clear which day.</summary>
    public static string Clock(PortalCall call, DateTimeOffset time) =>
        Text(call, time, IsEnglish(call.Culture) ? "HH:mm" : call.Culture.DateTimeFormat.ShortTimePattern);

    /// <summary>To the minute, without the day where it is the one that it is now.</summary>
    public static string Lately(PortalCall call, DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, call.Zone).Date == TimeZoneInfo.ConvertTime(call.Now, call.Zone).Date
            ? Clock(call, time) : Full(call, time);

    /// <summary>To the second, for what happens many times in a minute.</summary>
    public static string ToSecond(PortalCall call, DateTimeOffset time)
    {
        var clock = IsEnglish(call.Culture) ? "HH:mm:ss" : call.Culture.DateTimeFormat.LongTimePattern;
        var text = Text(call, time, $"{DatePattern(call.Culture)} {clock}");
        return ZoneClock.OffsetWhereRepeated(time, call.Zone) is { Length: > 0 } offset ? $"{text} {offset}" : text;
    }

    /// <summary>For <c>datetime</c>.</summary>
    public static string Machine(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>For <c>title</c>: the exact time that everybody means.</summary>
    public static string Exact(PortalCall call, DateTimeOffset time) =>
        time.UtcDateTime.ToString(DatePattern(call.Culture) + " HH:mm:ss 'UTC'", call.Culture);

    /// <summary>For exports: of the person's zone, with its offset.</summary>
    public static string Export(PortalCall call, DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, call.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The same, with the thousandths of a second that there are.</summary>
    public static string ExportExact(PortalCall call, DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, call.Zone).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture);

    private static string Text(PortalCall call, DateTimeOffset time, string pattern) =>
        TimeZoneInfo.ConvertTime(time, call.Zone).ToString(pattern, call.Culture);

    private static string DatePattern(CultureInfo culture) => IsEnglish(culture) ? EnglishDate : culture.DateTimeFormat.ShortDatePattern;

    private static bool IsEnglish(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en";
}
