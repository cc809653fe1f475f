using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Calls;

/// <summary>When a call was made, as a line says it (RFC 3339). Pure.</summary>
internal static partial class CallTime
{
    /// <summary>Clocks of switches that are wrong by a zone pass.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromHours(24);

    /// <summary>To the millisecond: what a switch gives beyond is cut off, the same each time it comes.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        if (!Written().IsMatch(text)
            || !DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var exact))
            return false;
        time = DateTimeOffset.FromUnixTimeMilliseconds(exact.ToUnixTimeMilliseconds());
        return true;
    }

    /// <returns>Why a call of then isn't taken now; null: it is.</returns>
    public static string? Refuse(DateTimeOffset time, DateTimeOffset now, int days) =>
        time > now + MostAhead ? "“callTime” is more than 24 hours in the future."
        : time < now.AddDays(-days) ? $"“callTime” is more than {days} days ago: calls that old are not taken."
        : null;

    [GeneratedRegex(
        @"\A\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
