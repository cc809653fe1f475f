using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Calls;

namespace Portal.WebHost.Documents;

/// <summary>A call as programs write and read it.</summary>
internal static class CallDocument
{
    private static readonly TextShape Text = new() { Nullable = true };
    private static readonly DecimalShape Seconds = new()
    {
        Description = "Seconds, at most three digits after the point.",
        Nullable = true,
    };

    private static readonly TextShape Given = new();
    private static readonly NumberShape Number = new() { Nullable = true };

    public static readonly ObjectShape Shape = new(
        "Cdr",
        new Field("switch", Given with { Description = "Which switch it went through; with callId it makes the call unique." }, true),
        new Field("callId", Given with { Description = "The switch's id of it; at most 200 characters." }, true),
        new Field("customer", Given with { Description = "Our id of the customer, or ext: and its external account id." }, true),
        new Field("carrier", Text),
        new Field("callTime", Times.Shape with { Description = "When it was attempted, with an offset; to the millisecond." }, true),
        new Field("source", Text with { Description = "The caller's number or name." }),
        new Field("destination", Text with { Description = "The dialled number." }),
        new Field("destinationName", Text with { Description = "The rate's name, as breakouts group by." }),
        new Field("destinationCode", Text with { Description = "The rate's code: its prefix." }),
        new Field("duration", Seconds with { Nullable = false }),
        new Field("billedDuration", Seconds),
        new Field("rate", Amounts.MoneyOrNone with { Description = "The price of a minute, in the customer's currency." }),
        new Field("connectCost", Amounts.MoneyOrNone with { Description = "The price of an answer." }),
        new Field("charge", Amounts.Money with { Description = "What the customer pays for it; decimal text or a number." }),
        new Field("currency", Given with { Description = "The customer's; may be left out." }),
        new Field("sipCode", Number with { Description = "100 to 699." }),
        new Field("sipReason", Text),
        new Field("releaseReason", Text),
        new Field("pdd", Number with { Description = "Post-dial delay towards the carrier, in milliseconds." }),
        new Field("pddIn", Number with { Description = "Post-dial delay as the caller had it, in milliseconds." }),
        new Field("ringDuration", Seconds),
        new Field("dtmf", Number with { Description = "How many digits were pressed." }),
        new Field("direction", Text),
        new Field("sourceIp", Text),
        new Field("cardId", Text),
        new Field("techPrefix", Text),
        new Field("lrn", Text),
        new Field("recordingFile", Text),
        new Field("authentication", Text with { Description = "Which address or user the call was known by." }),
        new Field("jurisdiction", Text),
        new Field("meta", new AnyShape { Description = "One object of the switch's own, at most 4 KiB; null: none." }));

    public static JsonObject ToJson(Call call) => new()
    {
        ["switch"] = call.Switch,
        ["callId"] = call.CallId,
        ["customer"] = call.Customer,
        ["carrier"] = call.Carrier,
        ["callTime"] = Times.Text(call.CallTime),
        ["source"] = call.Source,
        ["destination"] = call.Destination,
        ["destinationName"] = call.DestinationName,
        ["destinationCode"] = call.DestinationCode,
        ["duration"] = DecimalShape.Plain(call.Duration),
        ["billedDuration"] = DecimalShape.Plain(call.BilledDuration),
        ["rate"] = Amounts.Text(call.Rate, call.Currency),
        ["connectCost"] = Amounts.Text(call.ConnectCost, call.Currency),
        ["charge"] = Amounts.Text(call.Charge, call.Currency),
        ["currency"] = call.Currency,
        ["sipCode"] = call.SipCode,
        ["sipReason"] = call.SipReason,
        ["releaseReason"] = call.ReleaseReason,
        ["pdd"] = call.Pdd,
        ["pddIn"] = call.PddIn,
        ["ringDuration"] = DecimalShape.Plain(call.RingDuration),
        ["dtmf"] = call.Dtmf,
        ["direction"] = call.Direction,
        ["sourceIp"] = call.SourceIp,
        ["cardId"] = call.CardId,
        ["techPrefix"] = call.TechPrefix,
        ["lrn"] = call.Lrn,
        ["recordingFile"] = call.RecordingFile,
        ["authentication"] = call.Authentication,
        ["jurisdiction"] = call.Jurisdiction,
        ["meta"] = call.Meta is null ? null : JsonNode.Parse(call.Meta),
    };
}

/// <summary>A number that isn't whole, exactly as it is.</summary>
internal sealed record DecimalShape : Shape
{
    protected override string Kind => "a number";

    /// <summary>Without zeros at its end.</summary>
    public static JsonNode? Plain(decimal? value) => value is { } given ? JsonNode.Parse(DecimalText.Of(given)) : null;

    protected override bool Fits(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    protected override JsonObject DescribeKind() => new() { ["type"] = "number" };
}
