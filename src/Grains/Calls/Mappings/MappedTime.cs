using System.Globalization;
using Portal.People;

namespace Portal.Calls;

/// <summary>Times of theirs. Pure.</summary>
internal static class MappedTime
{
    public const string Kinds = "rfc3339, unix, unixMs, unixUs";

    private const string Rfc3339 = "rfc3339";

    // No switch has a call after this; the largest that a time can be is not far beyond.
    private const long LastMs = 4_102_444_800_000 * 10;

    private static readonly DateTime Example = new(2026, 11, 27, 13, 45, 58, DateTimeKind.Unspecified);

    /// <summary>Whether times can be read by it: what it writes, it reads.</summary>
    public static bool IsPattern(string kind)
    {
        if (kind == Rfc3339 || Digits(kind) is not null)
            return true;
        try
        {
            var written = new DateTimeOffset(Example, TimeSpan.Zero).ToString(kind, CultureInfo.InvariantCulture);
            return TryRead(kind, TimeZoneInfo.Utc, written, out var read) && read.UtcDateTime == Example;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    public static string? Read(MappedField said, string theirs, out string? ours)
    {
        ours = theirs;
        var kind = said.Time ?? Rfc3339;
        if (kind == Rfc3339)
            return null;
        if (Digits(kind) is { } digits)
        {
            if (!DecimalText.TryParseNumber(theirs, out var number) || number < 0 || number > (decimal)LastMs * 1000)
                return Wrong(theirs, kind);
            var ms = (long)(number * digits);
            if (ms > LastMs)
                return Wrong(theirs, kind);
            ours = Text(DateTimeOffset.FromUnixTimeMilliseconds(ms));
            return null;
        }

        if (!TryRead(kind, ZoneNames.Of(said.Zone), theirs, out var time))
            return Wrong(theirs, kind);
        ours = Text(time);
        return null;
    }

    private static bool TryRead(string pattern, TimeZoneInfo zone, string text, out DateTimeOffset time)
    {
        time = default;
        if (HasOffset(pattern))
            return DateTimeOffset.TryParseExact(
                text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out time);
        if (!DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local)
            || local.Year is < 1900 or > 9000)
            return false;
        time = ZoneDays.At(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone);
        return true;
    }

    private static bool HasOffset(string pattern) => pattern.AsSpan().ContainsAny('z', 'K');

    /// <summary>Milliseconds in one of them; null: it is no count since 1970.</summary>
    private static decimal? Digits(string kind) => kind switch
    {
        "unix" => 1000,
        "unixMs" => 1,
        "unixUs" => 0.001m,
        _ => null,
    };

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Wrong(string theirs, string kind) =>
        $"“callTime” is {CallFields.Quoted(theirs)}, which is no time as “{kind}” has it.";
}
