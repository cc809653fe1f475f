using System.Globalization;
using Portal.Alerts;
using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Items;

/// <summary>What an alert sees, in a sentence for staff and programs. Pure.</summary>
internal static class AlertSentence
{
    /// <summary>The number, over what, and how far it is from the usual.</summary>
    public static string Of(CustomerAlert alert, string currency, AlertReading reading)
    {
        var area = AlertPlan.InWords(alert.Area);
        if (reading.Unknown is { } unknown)
            return $"{area}: unknown, {Why(alert, reading, unknown)}";
        var seen = $"{area}: {Number(alert.Area, currency, reading.Seen ?? 0)}{Over(alert.Area, reading)}";
        return reading is { Usual: { } usual, Away: { } away }
            ? $"{seen}, {DecimalText.Of(Math.Abs(away))}% {(away < 0 ? "below" : "above")} the usual {Number(alert.Area, currency, usual)} "
                + "of this weekday and hour in the last 4 weeks."
            : seen + ".";
    }

    public static string Number(AlertArea area, string currency, decimal value) => area.KnownOr(AlertArea.Channels) switch
    {
        AlertArea.Balance => $"{new Money(value, currency).Round()} {currency}",
        AlertArea.Asr => DecimalText.Of(value) + "%",
        AlertArea.Acd => DecimalText.Of(value) + " s",
        AlertArea.Pdd => DecimalText.Of(value) + " ms",
        AlertArea.Channels or AlertArea.Cps or AlertArea.ConsecutiveFailures => DecimalText.Of(value),
    };

    public static string Event(AlertEventKind kind) => UnknownNames.IsUnknown(kind) ? UnknownNames.Of(kind) : kind switch
    {
        AlertEventKind.Fired => "Went off",
        AlertEventKind.Repeated => "Still on",
        AlertEventKind.Over => "Over",
    };

    private static string Why(CustomerAlert alert, AlertReading reading, AlertUnknown unknown) =>
        UnknownNames.IsUnknown(unknown) ? UnknownNames.Of(unknown) : unknown switch
        {
            AlertUnknown.NoCalls => "no call in that time tells it.",
            AlertUnknown.TooFewCalls => string.Create(
                CultureInfo.InvariantCulture,
                $"too few calls: {reading.Calls:N0} of the {AlertRule.LeastCalls(alert):N0} that it needs{Over(alert.Area, reading with { Calls = null })}."),
            AlertUnknown.NoSwitch => "no switch tells of its calls in progress now, or one of them fell silent.",
            AlertUnknown.NothingUsual => "too few calls at this weekday and hour in the last 4 weeks to say what is usual.",
            AlertUnknown.Newer => "this release doesn't know what it watches.",
        };

    private static string Over(AlertArea area, AlertReading reading)
    {
        var minutes = (long)(reading.To - reading.From).TotalMinutes;
        return minutes == 0 ? " at this moment"
            : string.Create(CultureInfo.InvariantCulture, $" over {minutes:N0} min")
                + (reading.Calls is { } calls && area != AlertArea.Cps
                    ? string.Create(CultureInfo.InvariantCulture, $" ({calls:N0} {(calls == 1 ? "call" : "calls")})")
                    : "");
    }
}
