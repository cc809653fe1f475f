using Portal.Calls;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.WebHost.Documents;

/// <summary>One end of a report's range as an address has it: a day, or a time; without an offset on the clocks of a zone. Pure.</summary>
internal static partial class ReportMoment
{
    private const int First = 2000;
    private const int Last = 2200;

    /// <returns>Null: no time.</returns>
    public static DateTimeOffset? Read(string text, TimeZoneInfo zone, bool isEnd)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.Year is >= First and <= Last ? ZoneDays.Begins(isEnd ? day.AddDays(1) : day, zone) : null;
        if (Written().Match(text) is not { Success: true } match
            || !DateTime.TryParse(match.Groups["local"].Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || local.Year is < First or > Last)
            return null;
        if (!match.Groups["offset"].Success)
            return ZoneDays.At(local, zone);
        // In an address a plus that nobody escaped reads as a space.
        var offset = match.Groups["offset"].Value is "Z" or "z" ? "+00:00" : match.Groups["offset"].Value.Replace(' ', '+');
        return TimeSpan.TryParseExact(offset[1..], "hh\\:mm", CultureInfo.InvariantCulture, out var span) && span <= TimeSpan.FromHours(14)
            ? new DateTimeOffset(local, offset[0] == '-' ? -span : span)
            : null;
    }

    [GeneratedRegex(
        @"\A(?<local>\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?)(?<offset>[Zz]|[+\- ]\d\d:\d\d)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
