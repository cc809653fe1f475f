using Portal.Alerts;
using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>An alert and its numbers in the reader's language.</summary>
internal static class AlertCells
{
    public static TextSet Texts(PortalCall call) => TextSet.Of<AlertsSection>(call.Texts.Language);

    public static string Condition(PortalCall call, CustomerAlert alert)
    {
        var texts = Texts(call);
        var area = texts.Word("Area.", alert.Area);
        var value = alert.Anomaly ? texts.Format("Percent", Number(call, alert.Threshold)) : Value(call, alert.Area, alert.Threshold);
        return UnknownNames.IsUnknown(alert.Operator)
            ? $"{area} {UnknownNames.Of(alert.Operator)} {value}"
            : texts.Format((alert.Anomaly ? "Unusual." : "Operator.") + alert.Operator, area, value);
    }

    /// <summary>In the unit of what is watched.</summary>
    public static string Value(PortalCall call, AlertArea area, decimal value) => area.KnownOr(AlertArea.Channels) switch
    {
        AlertArea.Balance => MoneyFormat.Text(new(value, call.Customer.Currency), call.Culture),
        AlertArea.Asr => Texts(call).Format("Percent", Number(call, value)),
        AlertArea.Acd => Texts(call).Format("Seconds", Number(call, value)),
        AlertArea.Pdd => Texts(call).Format("Milliseconds", Number(call, value)),
        AlertArea.Channels or AlertArea.Cps or AlertArea.ConsecutiveFailures => Number(call, value),
    };

    /// <summary>What it sees: the number, or why there is none.</summary>
    public static string Seen(PortalCall call, CustomerAlert alert, AlertReading reading)
    {
        var texts = Texts(call);
        if (reading.Unknown is { } unknown)
            return texts.Word("Unknown.", unknown);
        var seen = alert.Area == AlertArea.Balance
            ? MoneyFormat.Text(new Money(reading.Seen ?? 0, call.Customer.Currency).Round(), call.Culture)
            : Value(call, alert.Area, reading.Seen ?? 0);
        return reading is { Usual: { } usual, Away: { } away }
            ? texts.Format(
                away < 0 ? "Below" : "Above", seen, Number(call, Math.Abs(away)), Value(call, alert.Area, usual))
            : seen;
    }

    /// <summary>Over what it was seen.</summary>
    public static string Over(PortalCall call, AlertReading reading)
    {
        var texts = Texts(call);
        if (reading.From == reading.To)
            return Moments.ToSecond(call, reading.To);
        var span = texts.Format("Span", Moments.ToSecond(call, reading.From), Moments.ToSecond(call, reading.To));
        return reading.Calls is { } calls ? $"{span}, {texts.Count("Calls", calls)}" : span;
    }

    /// <summary>Null: it isn't known yet.</summary>
    public static Cell State(PortalCall call, AlertView? view)
    {
        var texts = Texts(call);
        if (view is null)
            return default;
        if (view.State.FiringSince is { } since)
            return Cell.State(texts.Format("State.Firing", Moments.Full(call, since)), "bad");
        return view.State.IsMuted(call.Now)
            ? Cell.State(texts.Format("State.Muted", Moments.Full(call, view.State.MutedUntil!.Value)), "off")
            : Cell.State(texts["State.Quiet"], "good");
    }

    /// <summary>Free text, but for the three that most have.</summary>
    public static string? Level(PortalCall call, string? level) =>
        level is null ? null : Texts(call).Find("Level." + level.ToLowerInvariant()) ?? level;

    public static string? Minutes(PortalCall call, int? minutes) =>
        minutes is { } known ? Texts(call).Format("Minutes", known.ToString("N0", call.Culture)) : null;

    public static string Number(PortalCall call, decimal value) => MoneyFormat.Number(value, call.Culture);
}
