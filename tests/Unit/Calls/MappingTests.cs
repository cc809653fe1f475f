using System.Text;
using System.Text.Json;
using CsCheck;
using Portal.Calls;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Tests.Unit.Calls;

/// <summary>Records of switches, read by mappings.</summary>
public sealed class MappingTests
{
    private static readonly Dictionary<string, MappedField> Least = new()
    {
        ["switch"] = new() { Value = "sw" },
        ["callId"] = new() { From = "id" },
        ["customer"] = new() { From = "who" },
        ["callTime"] = new() { From = "at" },
    };

    private const string Record = "\"id\":\"1\",\"who\":\"c_1\",\"at\":\"2026-11-27T10:00:00Z\"";

    private static MappingSettings Json(params (string Field, MappedField Said)[] more)
    {
        var fields = new Dictionary<string, MappedField>(Least);
        foreach (var (field, said) in more)
            fields[field] = said;
        return new() { Name = "test", Format = MappingFormat.Json, Fields = fields };
    }

    private static async Task<(List<ReadLine> Lines, string? Refused)> Read(MappingSettings settings, string body, params int[] sizes)
    {
        Assert.Empty(MappingRules.Check(settings).Errors);
        using var stream = new Pieces(Encoding.UTF8.GetBytes(body), sizes);
        var (mapping, wrong) = CallMapping.Of(settings);
        Assert.Null(wrong);
        var lines = new CallLines(stream, CallFormat.Ndjson, null, () => new CallReading(Bodies.Now, 60, null), mapping);
        var all = new List<ReadLine>();
        do
        {
            while (lines.TryNext(out var line))
                all.Add(line);
        }
        while (await lines.Fill(TestContext.Current.CancellationToken));
        return (all, lines.Refused);
    }

    private static async Task<ReadLine> One(MappingSettings settings, string more) =>
        Assert.Single((await Read(settings, $"{{{Record}{more}}}")).Lines);

    [Theory]
    [InlineData("{0}", "1")]
    [InlineData("[{0},{1}]", "1 2")]
    [InlineData(" {0}\n{1} {2}", "1 2 3")]
    [InlineData("[\r\n{0}\r\n,\r\n{1}]\r\n", "1 2")]
    [InlineData("", "")]
    [InlineData("[]", "")]
    public async Task Objects_come_alone_in_an_array_or_one_after_another(string body, string ids)
    {
        var objects = Enumerable.Range(1, 3)
            .Select(i => "{\"id\":\"" + i + "\",\"who\":\"c_}]\\\"{\",\n\"at\":\"2026-11-27T10:00:00Z\",\"deep\":[{\"a\":[{}]}]}").ToArray();
        var text = body.Replace("{0}", objects[0]).Replace("{1}", objects[1]).Replace("{2}", objects[2]);
        foreach (var sizes in new[] { [], [1], new[] { 3, 7 } })
            Assert.Equal(ids, string.Join(' ', (await Read(Json(), text, sizes)).Lines.Select(line => line.Call!.CallId)));
    }

    [Fact]
    public async Task What_is_wrong_with_one_object_costs_it_alone()
    {
        var good = $"{{{Record}}}";
        var body = $"{good} nonsense {good}\n{{\"id\":}} {good} {{\"at\":\"{new string('x', 300_000)}\"}} {good} {{\"id\":\"7";
        var lines = (await Read(Json(), body, 4096)).Lines;
        Assert.Equal(
            [
                null, "It is not a JSON object.", null, "It is not JSON: the mistake is near line 1, character 7 of it.", null,
                "It has more than 256 KiB.", null, "The body ends inside of it.",
            ],
            lines.Select(line => line.Reason));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], lines.Select(line => line.Number));
    }

    [Fact]
    public Task However_a_body_is_cut_into_pieces_its_objects_are_the_same()
    {
        string[] parts = ["{", "}", "\"", "\\", "[", "]", ",", " ", "a", $"{{{Record}}}"];
        return Gen.Select(Gen.Int[0, parts.Length - 1].Array[0, 30], Gen.Int[1, 9].Array[1, 5]).SampleAsync(
            async (picked, sizes) =>
            {
                var text = string.Concat(picked.Select(at => parts[at]));
                var whole = (await Read(Json(), text)).Lines.Select(line => (line.Number, line.Reason, line.Call));
                Assert.Equal(whole, (await Read(Json(), text, sizes)).Lines.Select(line => (line.Number, line.Reason, line.Call)));
            },
            iter: 300);
    }

    [Theory]
    [InlineData(MappingUnit.S, "12.3456", 12.346)]
    [InlineData(MappingUnit.Ms, "12345", 12.345)]
    [InlineData(MappingUnit.Us, "12345678", 12.346)]
    [InlineData(MappingUnit.Ns, "\"10000000000\"", 10)]
    public async Task A_duration_is_read_in_its_unit(MappingUnit unit, string written, double seconds) => Assert.Equal(
        (decimal)seconds,
        (await One(Json(("duration", new() { From = "d", Unit = unit })), $",\"d\":{written}")).Call!.Duration);

    [Theory]
    [InlineData(MappingUnit.Major, "1.25", "USD", "1.25")]
    [InlineData(MappingUnit.Minor, "125", "USD", "1.25")]
    [InlineData(MappingUnit.Minor, "125", "JPY", "125")]
    [InlineData(MappingUnit.Minor, "125", "KWD", "0.125")]
    [InlineData(MappingUnit.Micro, "26400", "EUR", "0.0264")]
    public async Task An_amount_is_read_in_its_unit(MappingUnit unit, string written, string currency, string charge)
    {
        var settings = Json(("charge", new() { From = "cost", Unit = unit }), ("currency", new() { Value = currency }));
        Assert.Equal(charge, DecimalText.Of((await One(settings, $",\"cost\":{written}")).Call!.Charge));
    }

    [Theory]
    [InlineData(null, null, "2026-11-27T15:45:00+05:45", "2026-11-27T10:00:00.000")]
    [InlineData("unix", null, "1795773600", "2026-11-27T10:00:00.000")]
    [InlineData("unix", null, "1795773600.1239", "2026-11-27T10:00:00.123")]
    [InlineData("unixMs", null, "1795773600123", "2026-11-27T10:00:00.123")]
    [InlineData("unixUs", null, "1795773600123999", "2026-11-27T10:00:00.123")]
    [InlineData("yyyy-MM-dd HH:mm:ss", null, "2026-11-27 10:00:00", "2026-11-27T10:00:00.000")]
    [InlineData("dd.MM.yyyy HH:mm:ss", "Europe/Berlin", "27.11.2026 11:00:00", "2026-11-27T10:00:00.000")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "Asia/Kathmandu", "2026-11-27 15:45:00", "2026-11-27T10:00:00.000")]
    // The clocks of Berlin showed it twice: the first counts.
    [InlineData("yyyy-MM-dd HH:mm:ss", "Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25T00:30:00.000")]
    [InlineData("yyyy-MM-dd HH:mm:ss zzz", null, "2026-11-27 12:00:00 +02:00", "2026-11-27T10:00:00.000")]
    public async Task A_time_is_read_as_its_kind_says(string? kind, string? zone, string written, string utc)
    {
        var call = (await One(Json(("callTime", new() { From = "t", Time = kind, Zone = zone })), $",\"t\":\"{written}\"")).Call;
        Assert.Equal(utc, call!.CallTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", null));
    }

    [Theory]
    [InlineData("callTime", "unix", "x", "“callTime” is “x”, which is no time as “unix” has it.")]
    [InlineData("callTime", "unixUs", "99999999999999999999999", "“callTime” is “99999999999999999999999”, which is no time as “unixUs” has it.")]
    [InlineData("callTime", "yyyy-MM-dd HH:mm:ss", "27.11.2026", "“callTime” is “27.11.2026”, which is no time as “yyyy-MM-dd HH:mm:ss” has it.")]
    [InlineData("callTime", "unix", "0", "“callTime” is more than 60 days ago: calls that old are not taken.")]
    [InlineData("callTime", "unix", "", "“callTime” is missing: “t” says nothing.")]
    public async Task A_time_that_cannot_be_read_says_why(string field, string kind, string written, string reason) => Assert.Equal(
        reason, (await One(Json((field, new() { From = "t", Time = kind })), $",\"t\":\"{written}\"")).Reason);

    [Theory]
    [InlineData("duration", "gone.away", MappingUnit.Ms, "There is no “gone.away”, where “duration” comes from.")]
    [InlineData("duration", "a.2", MappingUnit.Ms, "There is no “a.2”, where “duration” comes from.")]
    [InlineData("duration", "who", MappingUnit.Ms, "“duration” is “c_1”, which is no number.")]
    [InlineData("duration", "a.0", MappingUnit.S, "“duration” is negative.")]
    [InlineData("charge", "a.1", MappingUnit.Major, "“charge” has more than 6 digits after the point.")]
    public async Task A_place_or_value_that_is_not_there_is_told(
        string field, string from, MappingUnit unit, string reason) => Assert.Equal(
        reason, (await One(Json((field, new() { From = from, Unit = unit })), ",\"a\":[-1,0.1234567]")).Reason);

    [Fact]
    public async Task The_first_place_that_says_something_counts_and_a_word_of_theirs_becomes_ours()
    {
        var call = (await One(
            Json(
                ("source", new() { From = "no | empty | v.x.y | who" }),
                ("destination", new() { From = "no|", Value = "nobody" }),
                ("direction", new() { From = "way", Words = new() { ["I"] = "inbound", ["*"] = "outbound" } }),
                ("sipCode", new() { From = "cause", Words = new() { ["BUSY"] = "486", ["*"] = "" } }),
                ("techPrefix", new() { From = "no|" }),
                ("sourceIp", new() { From = "enc", UrlEncoded = true }),
                ("meta", new() { From = "v" })),
            ",\"empty\":\" \",\"v\":{\"x.y\":\"found\"},\"way\":\"O\",\"cause\":\"486\",\"enc\":\"%2B49%20100%\"")).Call!;
        Assert.Equal(
            ("found", "nobody", "outbound", 486, null, "+49 100%", "{\"x.y\":\"found\"}"),
            (call.Source, call.Destination, call.Direction, call.SipCode, call.TechPrefix, call.SourceIp, call.Meta));
        var unknown = await One(Json(("sipCode", new() { From = "cause", Words = new() { ["*"] = "" } })), ",\"cause\":\"WHO_KNOWS\"");
        Assert.Null(unknown.Call!.SipCode);
    }

    [Fact]
    public async Task Columns_go_by_their_names_or_their_numbers()
    {
        var named = Json() with { Format = MappingFormat.Csv, Delimiter = ";", Header = true };
        var (lines, _) = await Read(named, "at;x; id ;who\n2026-11-27T10:00:00Z;\"a\nb\";\"1\";c_1\n;;;\nshort\n");
        Assert.Equal(
            [null, "“callId” is missing: “id” says nothing.", "There is no “id”, where “callId” comes from."],
            lines.Select(line => line.Reason));
        Assert.Equal("In the head: There is no “id”, where “callId” comes from.", (await Read(named, "at;who\n")).Refused);

        var counted = named with
        {
            Delimiter = "tab",
            Header = false,
            CustomerBy = MappingCustomer.External,
            Fields = new()
            {
                ["switch"] = new() { Value = "s" },
                ["callId"] = new() { From = "3" },
                ["customer"] = new() { From = "1" },
                ["callTime"] = new() { From = "2" },
            },
        };
        var call = Assert.Single((await Read(counted, "77\t2026-11-27T10:00:00Z\tid")).Lines).Call!;
        Assert.Equal(("ext:77", "id", "s"), (call.Customer, call.CallId, call.Switch));
    }

    [Theory]
    [InlineData("callTime", "{\"from\":\"t\",\"time\":\"HH:mm\"}", "fields.callTime.time")]
    [InlineData("callTime", "{\"from\":\"t\",\"zone\":\"Mars/Base\"}", "fields.callTime.zone")]
    [InlineData("duration", "{\"from\":\"t\",\"unit\":\"minor\"}", "fields.duration.unit")]
    [InlineData("source", "{\"from\":\"t\",\"unit\":\"s\"}", "fields.source.unit")]
    [InlineData("source", "{\"from\":\"t\",\"time\":\"unix\"}", "fields.source.time")]
    [InlineData("source", "{}", "fields.source.from")]
    [InlineData("cost", "{\"from\":\"t\"}", "fields.cost")]
    public void What_no_mapping_can_say_is_told_at_its_field(string field, string said, string path)
    {
        var part = JsonSerializer.Deserialize<MappedField>(said, PortalJson.Options)!;
        Assert.Equal([path], MappingRules.Check(Json((field, part))).Errors.Select(error => error.Field));
    }

    [Fact]
    public void A_mapping_without_what_makes_a_call_or_with_the_name_of_a_ready_made_one_is_refused()
    {
        var errors = MappingRules.Check(new() { Name = "asterisk", Format = MappingFormat.Csv, Delimiter = "ab" }).Errors;
        Assert.Equal(
            ["name", "fields.callId.from", "fields.customer.from", "fields.callTime.from", "delimiter"],
            errors.Select(error => error.Field));
        Assert.True(UnknownNames.IsUnknown((MappingFormat)9));
        Assert.NotNull(CallMapping.Of(new() { Name = "x", Format = (MappingFormat)9 }).Wrong);
    }
}
