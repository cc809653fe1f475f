using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>Calls as a file: all that is known of each.</summary>
internal static class CallFile
{
    public static IResult Of(StaffCall call, string ending, TimeZoneInfo zone, IAsyncEnumerable<Call> calls) => ListFile.Of(
        call,
        "calls",
        ending,
        calls,
        new("callTime", row => TimeZoneInfo.ConvertTime(row.CallTime, zone)) { IsTime = true },
        new("customer", row => row.Customer),
        new("switch", row => row.Switch),
        new("callId", row => row.CallId),
        new("source", row => row.Source),
        new("destination", row => row.Destination),
        new("destinationName", row => row.DestinationName),
        new("destinationCode", row => row.DestinationCode),
        new("duration", row => row.Duration),
        new("billedDuration", row => row.BilledDuration),
        new("ringDuration", row => row.RingDuration),
        new("rate", row => Money.Of(row.Rate, row.Currency)),
        new("connectCost", row => Money.Of(row.ConnectCost, row.Currency)),
        new("charge", row => row.Cost),
        new("currency", row => row.Currency),
        new("sipCode", row => (long?)row.SipCode),
        new("sipReason", row => row.SipReason),
        new("releaseReason", row => row.ReleaseReason),
        new("pdd", row => (long?)row.Pdd),
        new("pddIn", row => (long?)row.PddIn),
        new("dtmf", row => (long?)row.Dtmf),
        new("direction", row => row.Direction),
        new("sourceIp", row => row.SourceIp),
        new("carrier", row => row.Carrier),
        new("cardId", row => row.CardId),
        new("techPrefix", row => row.TechPrefix),
        new("lrn", row => row.Lrn),
        new("recordingFile", row => row.RecordingFile),
        new("authentication", row => row.Authentication),
        new("jurisdiction", row => row.Jurisdiction),
        new("meta", row => row.Meta));
}
