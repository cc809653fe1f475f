using System.Collections.Frozen;
using System.Globalization;
using Portal.Access;
using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>All columns that a list of calls can have, and which of them a domain allows.</summary>
internal static class CdrColumns
{
    private static readonly FrozenDictionary<string, CdrColumn> ByKey = new[]
    {
        Text("callId", c => c.CallId),
        Text("switch", c => c.Switch),
        new("callTime", c => c.CallTime, (call, c) => Cell.Moment(call, c.CallTime)),
        Text("source", c => c.Source),
        Text("cardId", c => c.CardId),
        Text("techPrefix", c => c.TechPrefix),
        Text("destination", c => c.Destination),
        Text("lrn", c => c.Lrn),
        Seconds("duration", c => c.Duration),
        Text("recordingFile", c => c.RecordingFile),
        new("playAudio", c => c.HasAudio, (call, c) => Recorded(call, c)),
        Text("releaseReason", c => c.ReleaseReason, (call, c) => new(ReleaseWords.Of(call, c))),
        Delay("pddIn", c => c.PddIn),
        Seconds("ringDuration", c => c.RingDuration),
        Number("sipCode", c => c.SipCode),
        Text("sipReason", c => c.SipReason),
        Number("dtmf", c => c.Dtmf),
        Text("direction", c => c.Direction),
        Text("sourceIp", c => c.SourceIp),
        Text("destinationCode", c => c.DestinationCode),
        Text("destinationName", c => c.DestinationName),
        Seconds("billedDuration", c => c.BilledDuration),
        Amount("rate", c => c.Rate),
        Amount("connectCost", c => c.ConnectCost),
        Delay("pdd", c => c.Pdd),
        Amount("charge", c => c.Charge),
        Text("authentication", c => c.Authentication),
        Text("jurisdiction", c => c.Jurisdiction),
    }.ToFrozenDictionary(column => column.Key, StringComparer.Ordinal);

    public static CdrColumn Of(string key) => ByKey[key];

    /// <summary>Keys that the site's domain allows, in its order.</summary>
    public static string[] Allowed(PortalCall call) =>
        [.. (call.Site.Site.Settings?.CdrColumns is { Length: > 0 } keys ? keys : Columns.CdrDefault).Where(ByKey.ContainsKey).Distinct()];

    /// <param name="wanted">As the address has them, with commas; null: all that are allowed. One that isn't allowed is left out.</param>
    public static string[] Chosen(string[] allowed, string? wanted) =>
        wanted?.Split(',').Intersect(allowed).ToArray() is { Length: > 0 } chosen ? chosen : allowed;

    private static CdrColumn Text(string key, Func<Call, string?> value, Func<PortalCall, Call, Cell>? show = null) =>
        new(key, value, show ?? ((_, c) => new Cell(value(c))));

    private static CdrColumn Seconds(string key, Func<Call, decimal?> value) => new(
        key, c => value(c), (call, c) => Cell.Number(value(c) is { } known ? DurationText.Of(known, call.Culture) : null), IsNumber: true);

    private static CdrColumn Delay(string key, Func<Call, int?> value) =>
        new(key, c => value(c), (call, c) => Cell.Number(call, value(c)), IsNumber: true);

    // Not counted but told: without marks between its digits.
    private static CdrColumn Number(string key, Func<Call, int?> value) =>
        new(key, c => value(c), (_, c) => Cell.Number(value(c)?.ToString(CultureInfo.InvariantCulture)), IsNumber: true);

    private static CdrColumn Amount(string key, Func<Call, decimal?> value) => new(
        key, c => Money.Of(value(c), c.Currency), (call, c) => Cell.Of(call, Money.Of(value(c), c.Currency)), IsNumber: true);

    private static Cell Recorded(PortalCall call, Call row) => row.HasAudio
        ? new(ReportTexts.Of(call)["Recorded"]) { Path = $"{CallPath.Of(row)}#recording" }
        : new(null);
}
