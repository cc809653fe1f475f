using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>Calls in progress as programs tell and read them.</summary>
internal static class LiveCallDocument
{
    private const string Calls = "calls";
    private const string Started = "started";
    private const string Ended = "ended";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(CallReading.LongestDuration);

    private static readonly TextShape Text = new() { Nullable = true };
    private static readonly Field Switch = new("switch", new TextShape { Description = "Which switch they run through." }, true);

    private static readonly Field[] OfCall =
    [
        new("callId", new TextShape { Description = "The switch's id of it; at most 200 characters." }, true),
        new("customer", new TextShape { Description = "Our id of the customer, or ext: and its external account id." }, true),
        new("source", Text with { Description = "The caller's number or name." }),
        new("destination", Text with { Description = "The dialled number." }),
        new("started", Times.Shape with { Description = "When it was attempted, with an offset." }, true),
        new("state", new TextShape
        {
            Choices = Names<LiveCallState>.All,
            Nullable = true,
            Description = "Absent: answered.",
        }),
    ];

    /// <summary>As it is read, of whichever switch.</summary>
    public static readonly ObjectShape Shape = new("LiveCall", [Switch, .. OfCall]);

    private static readonly ObjectShape Told = new("LiveCallOfSwitch", OfCall);

    public static readonly ObjectShape Set = new(
        "LiveCalls", Switch, new Field(Calls, new ListShape(Told) { Description = "All that there are, at most 50,000." }, true));

    public static readonly ObjectShape Changes = new(
        "LiveCallChanges",
        Switch,
        new Field(Started, new ListShape(Told) { Description = "Those that began or went on; told again, one is renewed." }),
        new Field(Ended, new ListShape(new TextShape()) { Description = "Values of callId. One that isn't there is fine." }));

    /// <param name="errors">Takes what is wrong.</param>
    public static LiveBody<LiveCall> ReadSet(JsonElement root, DateTimeOffset now, List<FieldError> errors)
    {
        var body = LiveTexts.Of(root, errors);
        var name = LiveTexts.Needed(body, "switch");
        return new(name, Calls, LiveTexts.Each(body, Calls, needed: true, errors, call => Read(call, name, now)));
    }

    /// <inheritdoc cref="ReadSet"/>
    public static LiveBody<LiveCall> ReadChanges(JsonElement root, DateTimeOffset now, List<FieldError> errors)
    {
        var body = LiveTexts.Of(root, errors);
        var name = LiveTexts.Needed(body, "switch");
        var started = LiveTexts.Each(body, Started, needed: false, errors, call => Read(call, name, now));
        var ended = body.Texts(Ended) ?? [];
        if (!LiveTexts.TooMany(body, Ended, ended.Length))
        {
            for (var i = 0; i < ended.Length && errors.Count < LiveBounds.MostErrors; i++)
            {
                if ((ended[i].Length == 0 ? "This is required." : LiveTexts.Wrong(ended[i], CallReading.LongestId)) is { } wrong)
                    body.Refuse($"{Ended}[{i}]", wrong);
            }
        }

        return new(name, Started, started, ended);
    }

    public static JsonObject ToJson(LiveCall call) => new()
    {
        ["switch"] = call.Switch,
        ["callId"] = call.CallId,
        ["customer"] = call.Customer,
        ["source"] = call.Source,
        ["destination"] = call.Destination,
        ["started"] = Times.Text(call.Started),
        ["state"] = Names<LiveCallState>.Of(call.State),
    };

    private static LiveCall Read(Fields call, string name, DateTimeOffset now)
    {
        var started = LiveTexts.Time(call, Started);
        if (started > now + CallTime.MostAhead)
            call.Refuse(Started, "This is more than 24 hours in the future.");
        else if (started != default && started < now - Longest)
            call.Refuse(Started, "This is more than a year ago: no call lasts that long.");
        return new(
            name,
            LiveTexts.Needed(call, "callId", CallReading.LongestId),
            LiveTexts.Needed(call, "customer"),
            started,
            call.Choice("state", LiveCallState.Answered))
        {
            Source = LiveTexts.Text(call, "source"),
            Destination = LiveTexts.Text(call, "destination"),
        };
    }
}
