using System.Text;
using CsCheck;
using Portal.Calls;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Calls;

public sealed class CallLineTests
{
    private const string Whole = """
        "switch":"sw1","callId":"a1","customer":"c_1","callTime":"2026-11-27T10:00:00.123Z"
        """;

    private static async Task<ReadLine> One(string more) =>
        Assert.Single((await Bodies.Read($$"""{{{Whole}}{{more}}}""", CallFormat.Ndjson)).Lines);

    [Theory]
    [InlineData("", "It is not a JSON object")]
    [InlineData("[1]", "It is not a JSON object.")]
    [InlineData("{\"switch\":\"a\"", "It is not a JSON object on one line")]
    [InlineData("{} {}", "It is not a JSON object on one line")]
    [InlineData("{\"source\":\"\\ud83d\"}", "It has an escape that is half a character (a lone surrogate).")]
    [InlineData("{\"foo\":1}", "There is no field “foo” of a call.")]
    [InlineData("{\"CallId\":\"1\"}", "There is no field “CallId” of a call.")]
    [InlineData("{\"callId\":\"1\",\"callId\":\"1\"}", "“callId” is there twice.")]
    [InlineData("{\"callId\":1}", "“callId” must be text.")]
    [InlineData("{\"callId\":null,\"switch\":\"a\"}", "“callId” is missing.")]
    [InlineData("{\"callId\":\"1\"}", "“switch” is missing.")]
    [InlineData("{\"switch\":\"a\",\"callId\":\"1\"}", "“customer” is missing.")]
    [InlineData("{\"switch\":\"a\",\"callId\":\"1\",\"customer\":\"\"}", "“customer” is missing.")]
    [InlineData("{\"switch\":\"a\",\"callId\":\"1\",\"customer\":\"c_1\"}", "“callTime” is missing.")]
    public async Task A_line_that_is_no_call_says_why(string line, string reason) => Assert.StartsWith(
        reason, Assert.Single((await Bodies.Read(line + " \n", CallFormat.Ndjson)).Lines).Reason!, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"duration\":-1", "“duration” is negative.")]
    [InlineData("\"charge\":\"-0.01\"", "“charge” is negative: what is given back is a payment.")]
    [InlineData("\"duration\":\"1.2345\"", "“duration” has more than 3 digits after the point.")]
    [InlineData("\"duration\":\"soon\"", "“duration” is “soon”, which is no number, such as 12.5.")]
    [InlineData("\"duration\":true", "“duration” must be a number.")]
    [InlineData("\"duration\":99999999", "“duration” is more than a year.")]
    [InlineData("\"ringDuration\":\"-0.1\"", "“ringDuration” is negative.")]
    [InlineData("\"charge\":0.1234567", "“charge” has more than 6 digits after the point.")]
    [InlineData("\"rate\":\"1e-7\"", "“rate” has more than 6 digits after the point.")]
    [InlineData("\"charge\":\"10000000000000\"", "“charge” is beyond 9999999999.999999.")]
    [InlineData("\"charge\":-1e40", "“charge” is “-1e40”, which is no number, such as 12.5.")]
    [InlineData("\"currency\":\"EURO\"", "“currency” is “EURO”, which is no code of ISO 4217.")]
    [InlineData("\"sipCode\":99", "“sipCode” must be a whole number from 100 to 699.")]
    [InlineData("\"sipCode\":\"700\"", "“sipCode” must be a whole number from 100 to 699.")]
    [InlineData("\"pdd\":1.5", "“pdd” must be a whole number from 0 to 2147483647.")]
    [InlineData("\"dtmf\":-1", "“dtmf” must be a whole number from 0 to 2147483647.")]
    [InlineData("\"source\":\"a\\u0000b\"", "“source” has a control character (U+0000).")]
    [InlineData("\"source\":\"a\\nb\"", "“source” has a control character (U+000A).")]
    [InlineData("\"meta\":1", "“meta” must be an object.")]
    [InlineData("\"meta\":\"{}\"", "“meta” must be an object.")]
    [InlineData("\"meta\":{\"a\":[\"\\u0000\"]}", "“meta” has the character U+0000.")]
    public async Task A_value_that_is_not_taken_is_named(string more, string reason) => Assert.Equal(reason, (await One("," + more)).Reason);

    [Theory]
    [InlineData("yesterday", "“callTime” must be a time with its offset, such as 2026-11-30T12:00:00.000Z.")]
    [InlineData("2026-11-27T10:00:00", "“callTime” must be a time with its offset, such as 2026-11-30T12:00:00.000Z.")]
    [InlineData("2026-11-31T10:00:00Z", "“callTime” must be a time with its offset, such as 2026-11-30T12:00:00.000Z.")]
    [InlineData("2026-11-28T12:00:01Z", "“callTime” is more than 24 hours in the future.")]
    [InlineData("2026-09-28T11:59:59Z", "“callTime” is more than 60 days ago: calls that old are not taken.")]
    [InlineData("2026-11-28T12:00:00Z", null)]
    [InlineData("2026-09-28T12:00:00Z", null)]
    [InlineData("2026-11-27T15:45:00.999999+05:45", null)]
    public async Task A_call_has_a_time_that_can_be(string time, string? reason)
    {
        var line = $$"""{"switch":"a","callId":"1","customer":"c_1","callTime":"{{time}}"}""";
        Assert.Equal(reason, Assert.Single((await Bodies.Read(line, CallFormat.Ndjson)).Lines).Reason);
    }

    [Fact]
    public async Task A_text_has_its_bound()
    {
        Assert.Equal("“source” has more than 256 characters.", (await One($",\"source\":\"{new string('x', 257)}\"")).Reason);
        Assert.Null((await One($",\"source\":\"{new string('x', 256)}\"")).Reason);
        Assert.Equal("“meta” has more than 4 KiB.", (await One($$""","meta":{"a":"{{new string('x', 4096)}}"}""")).Reason);
        var id = Whole.Replace("\"a1\"", $"\"{new string('x', 201)}\"", StringComparison.Ordinal);
        Assert.Equal(
            "“callId” has more than 200 characters.", Assert.Single((await Bodies.Read("{" + id + "}", CallFormat.Ndjson)).Lines).Reason);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_cost_their_line_alone()
    {
        byte[] bad = [.. "{\"source\":\""u8, 0xC3, 0x28, .. "\"}\n{"u8, .. Encoding.UTF8.GetBytes(Whole), .. "}"u8];
        foreach (var head in new[] { false, true })
        {
            byte[] body = head ? [.. "switch,callId,customer,callTime\nx,"u8, 0xFF, .. ",y,z\n"u8] : bad;
            var lines = (await Bodies.Read(body, head ? CallFormat.Csv : CallFormat.Ndjson)).Lines;
            Assert.Equal("It is not valid UTF-8.", lines[0].Reason);
            Assert.All(lines.Skip(1), line => Assert.Null(line.Reason));
        }
    }

    [Fact]
    public async Task Letters_addresses_and_pictures_are_fine_texts()
    {
        var call = (await One(",\"source\":\"Zoë 📞\",\"destination\":\"sip:+1-800-FLOWERS@example.com\",\"duration\":\"12.50\",\"rate\":1e-05")).Call!;
        Assert.Equal(("Zoë 📞", "sip:+1-800-FLOWERS@example.com", 12.5m, 0.00001m), (call.Source, call.Destination, call.Duration, call.Rate));
    }

    [Fact]
    public async Task A_time_is_kept_to_the_millisecond()
    {
        var line = $$"""{"switch":"a","callId":"1","customer":"c_1","callTime":"2026-11-27T15:45:00.9999+05:45"}""";
        Assert.Equal(
            new DateTimeOffset(2026, 11, 27, 10, 0, 0, 999, TimeSpan.Zero),
            Assert.Single((await Bodies.Read(line, CallFormat.Ndjson)).Lines).Call!.CallTime);
    }

    [Fact]
    public async Task What_the_api_gives_can_be_brought_in_again()
    {
        var call = (await One(
            ",\"duration\":61.5,\"charge\":\"0.25\",\"currency\":\"USD\",\"sipCode\":200,\"meta\":{\"a\": [1, \"b\"]},\"pdd\":900")).Call!;
        Assert.Equal("""{"a":[1,"b"]}""", call.Meta);
        var json = CallDocument.ToJson(call);
        Assert.Equal(CallFields.Names.Order(StringComparer.Ordinal), json.Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(json.Select(field => field.Key), CallDocument.Shape.Fields.Select(field => field.Name));
        var again = Assert.Single((await Bodies.Read(json.ToJsonString() + "\n", CallFormat.Ndjson)).Lines);
        Assert.Equal(call, again.Call);
    }

    [Fact]
    public async Task A_line_without_a_switch_is_of_the_senders()
    {
        var line = """{"callId":"1","customer":"c_1","callTime":"2026-11-27T10:00:00Z"}""";
        Assert.Equal("pbx", Assert.Single((await Bodies.Read(line, CallFormat.Ndjson, "pbx")).Lines).Call!.Switch);
        Assert.Equal("sw1", Assert.Single((await Bodies.Read("{" + Whole + "}", CallFormat.Ndjson, "pbx")).Lines).Call!.Switch);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Csv_says_the_same_as_json(char between)
    {
        var json = (await One(",\"source\":\"a \\\"b\\\", c; d\",\"duration\":5,\"meta\":{\"x\":\"y,z\"}")).Call;
        var csv = "\uFEFFswitch,callId,customer,callTime,source,duration,\"meta\",carrier\r\n".Replace(',', between)
            + string.Join(between, "sw1", "a1", "c_1", "2026-11-27T10:00:00.123Z", "\"a \"\"b\"\", c; d\"", "5", "\"{\n\"\"x\"\":\"\"y,z\"\"}\"", "")
            + "\r\n";
        Assert.Equal(json, Assert.Single((await Bodies.Read(csv, CallFormat.Csv)).Lines).Call);
    }

    [Fact]
    public void Whatever_text_a_cell_has_reads_as_it_was_written() => Gen.Select(
        Gen.Char["abc,;\"'\t 😀é"].Array[1, 12].Select(chars => string.Concat(chars.Where(read => !char.IsSurrogate(read) && read != '\t'))),
        Gen.Char[",;\t"]).Where((text, _) => text.Length > 0).Sample(
        (text, between) =>
        {
            var csv = string.Join(between, "switch", "callId", "source", "customer", "callTime") + "\n"
                + string.Join(between, "a", "1", "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"", "c_1", "2026-11-27T10:00:00Z");
            var (lines, _) = Bodies.Read(csv, CallFormat.Csv).GetAwaiter().GetResult();
            Assert.Equal(text, Assert.Single(lines).Call?.Source);
        },
        iter: 2_000);

    [Theory]
    [InlineData("switch,callId,customer\n", "The head has no column “callTime”.")]
    [InlineData("callId,customer,callTime\n", "The head has no column “switch”.")]
    [InlineData("switch,callId,callId,customer,callTime\n", "The head has the column “callId” twice.")]
    [InlineData("switch,callId,customer,callTime,cost\n", "The head has a column “cost”, which is no field of a call.")]
    [InlineData("\"switch\n", "The head can't be read. A quotation mark opens a cell, and none closes it.")]
    public async Task A_wrong_head_refuses_the_whole(string head, string reason)
    {
        var (lines, refused) = await Bodies.Read(head + "a,b,c,d\n", CallFormat.Csv);
        Assert.Empty(lines);
        Assert.StartsWith(reason, refused!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_other_cells_than_the_head_is_told_with_its_number()
    {
        var good = "sw1,a1,c_1,2026-11-27T10:00:00Z";
        var (lines, _) = await Bodies.Read(
            $"switch,callId,customer,callTime\n{good}\n\nsw1,a2\n\"sw1\"x,1,2,3\n\"sw1,1,2,3\n{good}\n", CallFormat.Csv);
        Assert.Equal(
            [
                "2 ", "4 It has 2 cells, but the head has 4.",
                "5 After the quotation mark that closes a cell there is more: a quotation mark inside of a cell is written twice.",
                "6 A quotation mark opens a cell, and none closes it.", "7 ",
            ],
            lines.Select(line => $"{line.Number} {line.Reason}"));
    }
}
