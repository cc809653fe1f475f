using System.Globalization;
using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>What calls and their sums say, as staff read it. Pure.</summary>
internal static class CallWords
{
    public static string Time(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>For <c>title</c>: the exact time that everybody means.</summary>
    public static string Exact(DateTimeOffset time) =>
        time.UtcDateTime.ToString("d MMM yyyy HH:mm:ss.FFF 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>1:02:07</c>; of a call with the parts of a second that there are.</summary>
    public static string? Duration(decimal? seconds)
    {
        if (seconds is not { } known)
            return null;
        var whole = (long)known;
        var parts = DecimalText.Of(known - whole);
        return string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}{parts[1..]}");
    }

    /// <summary>Of a sum or an average, to the second.</summary>
    public static string? Whole(decimal? seconds) =>
        Duration(seconds is { } known ? Math.Round(known, MidpointRounding.AwayFromZero) : null);

    public static string? Percent(decimal? share) => DecimalText.Shortened(share, 1) is { } known ? DecimalText.Of(known) + " %" : null;

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Calls(long number) => number == 1 ? "1 call" : Count(number) + " calls";

    public static string? Amount(decimal? amount, string currency) =>
        Money.Of(amount, currency) is { } money ? PanelMoney.Text(money) : null;

    public static string? Sip(Call call) => call.SipCode is { } code ? SipWords.Of(code, call.SipReason) : call.SipReason;

    /// <summary>What of sums is told in one line.</summary>
    public static string Sums(CallSums sums) =>
        $"{Calls(sums.Attempts)}, {Count(sums.Connected)} connected, {Whole(sums.DurationMs / 1000m)}, {PanelMoney.Text(sums.Charge)}";

    /// <summary>What was charged, in each currency; nothing in the one that is given.</summary>
    public static string Charges(IReadOnlyList<CallSums> sums, string currency) => sums.Count == 0
        ? PanelMoney.Text(new Money(0, currency))
        : string.Join(", ", sums.Select(one => PanelMoney.Text(one.Charge)));
}
