using System.Text.Json.Nodes;
using Portal.Calls;

namespace Portal.WebHost.Documents;

/// <summary>Sums of calls in one currency as programs read them; shares and averages with them, so that nobody averages averages.</summary>
internal static class SumsDocument
{
    private static readonly DecimalShape Share = new() { Nullable = true };

    public static readonly Field[] Fields =
    [
        new("currency", new TextShape()),
        new("attempts", new NumberShape()),
        new("connected", new NumberShape()),
        new("duration", new DecimalShape { Description = "Seconds." }),
        new("billedDuration", new DecimalShape { Description = "Seconds." }),
        new("charge", Amounts.Money),
        new("asr", Share with { Description = "Connected of attempts, in percent; null: nothing was attempted." }),
        new("acd", Share with { Description = "Seconds of a connected call on average; null: none was connected." }),
        new("pdd", Share with { Description = "Milliseconds of post-dial delay on average; null: none is known." }),
        new("dtmf", new NumberShape { Description = "Connected calls during which digits were pressed." }),
        new("dtmfPercent", Share with { Description = "Of connected calls." }),
        new("sdp", Share with { Description = "Connected calls shorter than 6 seconds, in percent of connected calls." }),
    ];

    public static readonly ObjectShape Shape = new("CallSums", Fields);

    public static JsonObject ToJson(CallSums sums) => new()
    {
        ["currency"] = sums.Currency,
        ["attempts"] = sums.Attempts,
        ["connected"] = sums.Connected,
        ["duration"] = DecimalShape.Plain(sums.DurationMs / 1000m),
        ["billedDuration"] = DecimalShape.Plain(sums.BilledMs / 1000m),
        ["charge"] = sums.Charge.ToString(),
        ["asr"] = Rounded(sums.Asr),
        ["acd"] = Rounded(sums.Acd),
        ["pdd"] = Rounded(sums.Pdd),
        ["dtmf"] = sums.Dtmfs,
        ["dtmfPercent"] = Rounded(sums.DtmfPercent),
        ["sdp"] = Rounded(sums.ShortPercent),
    };

    public static JsonArray ToJson(IEnumerable<CallSums> sums) => new([.. sums.Select(ToJson)]);

    private static JsonNode? Rounded(decimal? share) => DecimalShape.Plain(DecimalText.Shortened(share, 3));
}
