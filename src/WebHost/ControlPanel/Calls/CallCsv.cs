using System.Globalization;
using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>Calls as a file: all that is known of each. Heads are the API's names.</summary>
internal static class CallCsv
{
    public static IResult Of(StaffCall call, TimeZoneInfo zone, IAsyncEnumerable<Call> calls) => CsvFile.Of(
        call,
        "calls",
        calls,
        ("callTime", row => Time(row.CallTime, zone)),
        ("customer", row => row.Customer),
        ("switch", row => row.Switch),
        ("callId", row => row.CallId),
        ("source", row => row.Source),
        ("destination", row => row.Destination),
        ("destinationName", row => row.DestinationName),
        ("destinationCode", row => row.DestinationCode),
        ("duration", row => DecimalText.Of(row.Duration)),
        ("billedDuration", row => DecimalText.Of(row.BilledDuration)),
        ("ringDuration", row => DecimalText.Of(row.RingDuration)),
        ("rate", row => Money.Of(row.Rate, row.Currency)?.ToString()),
        ("connectCost", row => Money.Of(row.ConnectCost, row.Currency)?.ToString()),
        ("charge", row => row.Cost.ToString()),
        ("currency", row => row.Currency),
        ("sipCode", row => Number(row.SipCode)),
        ("sipReason", row => row.SipReason),
        ("releaseReason", row => row.ReleaseReason),
        ("pdd", row => Number(row.Pdd)),
        ("pddIn", row => Number(row.PddIn)),
        ("dtmf", row => Number(row.Dtmf)),
        ("direction", row => row.Direction),
        ("sourceIp", row => row.SourceIp),
        ("carrier", row => row.Carrier),
        ("cardId", row => row.CardId),
        ("techPrefix", row => row.TechPrefix),
        ("lrn", row => row.Lrn),
        ("recordingFile", row => row.RecordingFile),
        ("authentication", row => row.Authentication),
        ("jurisdiction", row => row.Jurisdiction),
        ("meta", row => row.Meta));

    /// <summary>In the zone of the page, with its offset.</summary>
    public static string Time(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
