using System.Text;
using System.Text.Json;
using Portal.Calls;
using Portal.Saving;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Calls.Live;

public sealed class LiveDocumentTests
{
    private const string Call = """{"callId":"a","customer":"c_1","started":"2026-11-24T22:00:00.1239Z"}""";

    private static readonly DateTimeOffset Now = new(2026, 11, 24, 22, 30, 0, TimeSpan.Zero);

    private static (LiveBody<LiveCall> Body, string[] Errors) Set(string json)
    {
        var errors = new List<FieldError>();
        var body = LiveCallDocument.ReadSet(Root(LiveCallDocument.Set, json), Now, errors);
        return (body, [.. errors.Select(error => error.Field)]);
    }

    private static (LiveBody<LiveCall> Body, string[] Errors) Changes(string json)
    {
        var errors = new List<FieldError>();
        var body = LiveCallDocument.ReadChanges(Root(LiveCallDocument.Changes, json), Now, errors);
        return (body, [.. errors.Select(error => error.Field)]);
    }

    private static JsonElement Root(ObjectShape shape, string json)
    {
        var (root, errors) = StrictJson.Parse(Encoding.UTF8.GetBytes(json));
        Assert.False(errors.Any);
        var wrong = new ShapeErrors();
        shape.Check(root, "$", wrong);
        Assert.False(wrong.Any, wrong.ToJson().ToJsonString());
        return root;
    }

    [Fact]
    public void A_call_is_answered_unless_it_says_that_it_rings_and_its_time_is_kept_to_the_millisecond()
    {
        var ringing = Call[..^1] + ""","state":"ringing","source":"49","destination":""}""";
        var (body, errors) = Set($$"""{"switch":"sw1","calls":[{{Call}},{{ringing}}]}""");
        Assert.Empty(errors);
        Assert.Equal(("sw1", "calls"), (body.Switch, body.List));
        var call = new LiveCall("sw1", "a", "c_1", Now.AddMinutes(-30).AddMilliseconds(123), LiveCallState.Answered);
        Assert.Equal([call, call with { State = LiveCallState.Ringing, Source = "49" }], body.Items);
        Assert.Null(body.Ended);
    }

    [Fact]
    public void What_is_wrong_is_told_at_its_field()
    {
        foreach (var (call, field) in ((string, string)[])[
            ("{}", "calls[1].started calls[1].callId calls[1].customer"),
            ("""{"callId":"a","customer":"c_1","started":"2026-11-24 22:00"}""", "calls[1].started"),
            ("""{"callId":"a","customer":"c_1","started":"2026-11-26T22:31:00Z"}""", "calls[1].started"),
            ("""{"callId":"a","customer":"c_1","started":"2025-11-20T22:31:00Z"}""", "calls[1].started"),
            (Call.Replace("\"a\"", $"\"{new string('x', 201)}\"", StringComparison.Ordinal), "calls[1].callId"),
            (Call.Replace("\"a\"", "\"a\\u0007\"", StringComparison.Ordinal), "calls[1].callId"),
            (Call[..^1] + $",\"source\":\"{new string('x', 257)}\"}}", "calls[1].source"),
            (Call[..^1] + ",\"state\":\"held\"}", "calls[1].state")])
        {
            Assert.Equal(field, string.Join(' ', Set($$"""{"switch":"sw1","calls":[{{Call}},{{call}}]}""").Errors));
        }

        Assert.Equal(["switch", "calls"], Set("{}").Errors);
        Assert.Equal(["switch"], Set("""{"switch":"","calls":[]}""").Errors);
    }

    [Fact]
    public void Nobody_has_to_read_about_more_than_a_hundred_mistakes()
    {
        var (_, errors) = Set($$"""{"switch":"sw1","calls":[{{string.Join(',', Enumerable.Repeat("{}", 1000))}}]}""");
        Assert.InRange(errors.Length, 100, 103);
    }

    [Fact]
    public void A_set_has_at_most_fifty_thousand()
    {
        Assert.Equal(["calls"], Set($$"""{"switch":"sw1","calls":[{{string.Join(',', Enumerable.Repeat("{}", 50_001))}}]}""").Errors);
        var many = string.Join(',', Enumerable.Repeat("\"a\"", 50_001));
        Assert.Equal(["ended"], Changes($$"""{"switch":"sw1","ended":[{{many}}]}""").Errors);
    }

    [Fact]
    public void Changes_may_be_none_and_an_end_is_a_call_id()
    {
        var (none, errors) = Changes("""{"switch":"sw1"}""");
        Assert.Empty(errors);
        Assert.Equal((0, 0), (none.Items.Count, none.Ended!.Count));
        var (body, wrong) = Changes($$"""{"switch":"sw1","started":[{{Call}}],"ended":["b","","c"]}""");
        Assert.Equal(["ended[1]"], wrong);
        Assert.Equal((1, 3), (body.Items.Count, body.Ended!.Count));
    }

    [Fact]
    public void A_registration_needs_a_user_a_customer_and_an_end()
    {
        var errors = new List<FieldError>();
        var body = RegistrationDocument.ReadSet(
            Root(
                RegistrationDocument.Set,
                """
                {"switch":"sw1","registrations":[{"user":"ann","customer":"c_1","expires":"2026-11-24T23:30:00+01:00","agent":"Phone"},{}]}
                """),
            errors);
        Assert.Equal(new SipRegistration("sw1", "ann", "c_1", Now) { Agent = "Phone" }, body.Items[0]);
        Assert.Equal(
            ["registrations[1].user", "registrations[1].customer", "registrations[1].expires"], errors.Select(error => error.Field));
    }

    [Fact]
    public void Of_many_brands_a_source_is_named_shortly_and_in_whichever_order_they_come()
    {
        Assert.Equal("", LiveSource.Of("sw1", null).ToldBy);
        Assert.Equal(LiveSource.Of("sw1", ["b", "a"]), LiveSource.Of("sw1", ["a", "b"]));
        Assert.InRange(LiveSource.Of("sw1", [.. Enumerable.Range(0, 500).Select(i => $"brand-{i}")]).ToldBy.Length, 10, 100);
        Assert.NotEqual(LiveSource.Of("sw1", ["a"]).IdOf("x"), LiveSource.Of("sw1", null).IdOf("x"));
    }
}
