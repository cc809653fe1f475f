using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Portal.WebHost.Portals;

/// <summary>What of a list a file has: from the time of its oldest row to that of its newest; neither: the list as it is now.</summary>
internal readonly record struct CsvRange(DateTimeOffset? From, DateTimeOffset? To)
{
    public static CsvRange Now => default;
}

/// <summary>Names a file so that ten of them in a folder can be told apart: whose, what, from when to when, in which zone.</summary>
internal static class CsvName
{
    private const int LongestCompany = 60;

    public static string Disposition(PortalCall call, string section, CsvRange range, string ending = ".csv")
    {
        var header = new ContentDispositionHeaderValue("attachment");
        // The whole name for browsers (RFC 6266), and one in ASCII for what is older.
        header.SetHttpFileName(Of(call, section, range, ending));
        return header.ToString();
    }

    public static string Of(PortalCall call, string section, CsvRange range, string ending = ".csv")
    {
        var to = Day(call, range.To ?? call.Now);
        var days = range.From is { } from && Day(call, from) is var first && first != to ? $"{first} to {to}" : to;
        return $"{Company(call.Customer.Name)} {section} {days} {call.Zone.Id.Replace('/', '-')}{ending}".TrimStart();
    }

    public static string Day(PortalCall call, DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, call.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Without what a folder of any system can't have in a name.</summary>
    private static string Company(string name)
    {
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (kept.Length >= LongestCompany)
                break;
            kept.Append(Rune.IsControl(rune) || "\\/:*?\"<>|".Contains(rune.ToString(), StringComparison.Ordinal) ? " " : rune.ToString());
        }

        return string.Join(' ', kept.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
    }
}
