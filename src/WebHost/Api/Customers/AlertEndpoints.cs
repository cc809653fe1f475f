using System.Text.Json.Nodes;
using Portal.Alerts;
using Portal.Customers;
using Portal.Saving;
using Portal.WebHost.Items;

namespace Portal.WebHost.Api;

/// <summary>What an alert sees now, and what became of it. What it is, is a row like others: <see cref="ItemEndpoints"/>.</summary>
internal static class AlertEndpoints
{
    private const string Path = "/customers/{id}/alerts/{itemId}";

    private static readonly Field[] Reading =
    [
        new("value", Decimal("What it watches: percent, seconds, milliseconds, an amount or a count; null: unknown.")),
        new("usual", Decimal("The same at this weekday and hour in the last four weeks, where it compares with it.")),
        new("away", Decimal("By how many percent the value is above (positive) or below that.")),
        new("calls", new NumberShape { Nullable = true, Description = "Calls that the value is made of: for acd connected ones, for pdd those whose delay is known." }),
        new("from", Times.Shape),
        new("to", Times.Shape),
        new("unknown", new TextShape { Nullable = true, Description = "Why there is no value: noCalls, tooFewCalls, noSwitch, nothingUsual, newer." }),
        new("text", new TextShape { Description = "The same in a sentence." }),
    ];

    private static readonly ObjectShape Test = new(
        "AlertTest",
        [
            .. Reading,
            new("wouldFire", new FlagShape { Nullable = true, Description = "Whether this value makes it fire; null: unknown." }),
            new("firingSince", Times.Shape with { Nullable = true, Description = "null: it is quiet." }),
        ]);

    private static readonly ObjectShape Event = new(
        "AlertEvent",
        [
            new("number", new NumberShape { Description = "Counts what became of this alert." }),
            new("event", new TextShape { Description = "fired, repeated or over." }),
            new("firing", new NumberShape { Description = "Which firing it belongs to, counted from 1." }),
            new("time", Times.Shape),
            .. Reading,
        ]);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Path + "/test", Try).Does(new("Test an alert", "customers.read")
        {
            Description = "What it sees at this moment and whether it would fire. Sends nothing and changes nothing.",
            Gives = Test,
            Refuses = [404, 422],
        });
        api.MapGet(Path + "/history", History).Does(new("Read what became of an alert", "customers.read")
        {
            Description = "The newest first, at most 100; kept for 90 days.",
            GivesMany = Event,
            Refuses = [404],
        });
    }

    private static async Task<ApiAnswer> Try(
        string id, string itemId, ApiCall call, AlertDesk desk, CancellationToken cancellation) =>
        (await desk.Test(call.Caller, id, itemId, cancellation)).Answer("alert", view =>
        {
            var json = Write(view.Alert, view.Watched.Currency, view.Reading, []);
            json["wouldFire"] = view.WouldFire;
            json["firingSince"] = Times.Text(view.State.FiringSince);
            return ApiAnswer.Ok(json);
        });

    private static async Task<ApiAnswer> History(
        string id, string itemId, ApiCall call, AlertDesk desk, CancellationToken cancellation) =>
        (await desk.History(call.Caller, id, itemId, cancellation)).Answer("alert", history => ApiAnswer.Ok(new JsonArray(
        [
            .. history.Events.Select(one => Write(history.Alert, history.Currency, one.Reading, new()
            {
                ["number"] = one.Number,
                ["event"] = UnknownNames.Of(one.Kind),
                ["firing"] = one.Firing,
                ["time"] = Times.Text(one.At),
            })),
        ])));

    private static JsonObject Write(CustomerAlert alert, string currency, AlertReading reading, JsonObject json)
    {
        json["value"] = DecimalText.Of(reading.Seen);
        json["usual"] = DecimalText.Of(reading.Usual);
        json["away"] = DecimalText.Of(reading.Away);
        json["calls"] = reading.Calls;
        json["from"] = Times.Text(reading.From);
        json["to"] = Times.Text(reading.To);
        json["unknown"] = reading.Unknown is { } unknown ? UnknownNames.Of(unknown) : null;
        json["text"] = AlertSentence.Of(alert, currency, reading);
        return json;
    }

    private static TextShape Decimal(string description) => new() { Nullable = true, Format = "decimal", Description = description };
}
