using System.Text;
using System.Text.Json.Nodes;
using Portal.Calls;
using Portal.Tests.Cluster.Api;
using static Portal.Tests.Cluster.Calls.SentCalls;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Mappings as programs make them, and calls that switches send by them.</summary>
public abstract class MappingApiTests(ApiHost host)
{
    private const string Fields = """
        "callId":{"from":"id"},"customer":{"from":"who"},"callTime":{"from":"at","time":"unix"},"duration":{"from":"ms","unit":"ms"},
        "charge":{"from":"cost|","unit":"micro"},"switch":{"value":"own"}
        """;

    private static readonly string At = Yesterday.ToUnixTimeSeconds().ToString(null, null);

    private static string Mapping(string more = "") => "{\"format\":\"json\",\"customerBy\":\"id\",\"fields\":{" + Fields + more + "}}";

    private static Task<ApiReply> Send(ApiClient client, string body, string query, params (string Name, string Value)[] headers) =>
        Post(client, Encoding.UTF8.GetBytes(body), "application/octet-stream", query, headers);

    [Fact]
    public async Task A_mapping_is_made_changed_and_deleted_as_any_resource()
    {
        using var client = host.Client();
        var made = await client.Send("PUT", "mappings/own-1", Mapping());
        Assert.Equal((201, "/api/v1/mappings/own-1"), (made.Status, made.Response.Headers.Location?.OriginalString));
        Assert.Equal("ms", (string?)made.Json["fields"]!["duration"]!["unit"]);
        Assert.Null(made.Json["fields"]!["source"]);
        Assert.False((bool)made.Json["readyMade"]!);

        Assert.Equal(304, (await client.Send("GET", "mappings/own-1", null, ("If-None-Match", made.ETag!))).Status);
        // All that was read can be sent back.
        var read = (await client.Send("GET", "mappings/own-1")).Text;
        var changed = await client.Send("PUT", "mappings/own-1", read, ("If-Match", made.ETag!));
        Assert.Equal((200, 2), (changed.Status, (int)changed.Json["version"]!));
        Assert.Equal(412, (await client.Send("PUT", "mappings/own-1", Mapping(), ("If-Match", made.ETag!))).Status);
        Assert.Equal(412, (await client.Send("PUT", "mappings/own-none", Mapping(), ("If-Match", made.ETag!))).Status);
        Assert.Equal(412, (await client.Send("DELETE", "mappings/own-1", null, ("If-Match", made.ETag!))).Status);

        var names = (await client.Expect(200, "GET", "mappings"))["items"]!.AsArray().Select(item => (string)item!["name"]!).ToArray();
        Assert.Contains("own-1", names);
        Assert.Equal(["asterisk", "cgrates", "connexcs", "freeswitch", "kamailio"], names[^5..]);
        Assert.Equal(204, (await client.Send("DELETE", "mappings/own-1", null, ("If-Match", changed.ETag!))).Status);
        Assert.Equal(404, (await client.Send("GET", "mappings/own-1")).Status);
        Assert.Equal(201, (await client.Send("PUT", "mappings/own-1", Mapping())).Status);
        Assert.Contains("mapping.delete", (await client.Send("GET", "audit?limit=500")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_mapping_is_told_at_its_fields()
    {
        using var client = host.Client();
        var wrong = await client.Send(
            "PUT", "mappings/bad-1", Mapping(",\"pdd\":{\"from\":\"p\",\"unit\":\"minor\"},\"source\":{\"from\":\"s\",\"zone\":\"Mars\"}"));
        Assert.Equal(
            (422, "fields.pdd.unit fields.source.zone"),
            (wrong.Status, string.Join(' ', wrong.Fields.Order(StringComparer.Ordinal))));
        Assert.Equal(400, (await client.Send("PUT", "mappings/bad-1", Mapping(",\"cost\":{}"))).Status);
        Assert.Equal(422, (await client.Send("PUT", "mappings/Bad", Mapping())).Status);
        Assert.Equal(422, (await client.Send("PUT", "mappings/bad-1", "{\"fields\":{}}")).Status);
        Assert.Equal(409, (await client.Send("PUT", "mappings/freeswitch", Mapping())).Status);
        Assert.Equal(409, (await client.Send("DELETE", "mappings/freeswitch")).Status);
        Assert.Equal(404, (await client.Send("GET", "mappings/nobody")).Status);
        Assert.Equal(404, (await client.Send("POST", "mappings/nobody/try", "{}")).Status);
    }

    [Fact]
    public async Task A_sample_shows_each_call_as_it_would_be_stored_or_why_not()
    {
        using var client = host.Client();
        var customer = await Add(client);
        await client.Expect(201, "PUT", "mappings/try-1", Mapping());
        var sample = $"[{{\"id\":1,\"who\":\"{customer}\",\"at\":{At},\"ms\":1500,\"cost\":26400}},{{\"id\":2,\"who\":\"c_no\",\"at\":{At},\"ms\":0}},"
            + $"{{\"id\":3,\"who\":\"{customer}\",\"at\":1,\"ms\":0}},{{\"id\":4,\"who\":\"{customer}\",\"ms\":0}}]";
        var items = (await client.Expect(200, "POST", "mappings/try-1/try", sample))["items"]!.AsArray();
        Assert.Equal(
            [
                null, "There is no customer “c_no”.", "“callTime” is more than 60 days ago: calls that old are not taken.",
                "There is no “at”, where “callTime” comes from.",
            ],
            items.Select(item => (string?)item!["reason"]));
        Assert.Equal(
            ("1", "1.5", "0.0264", "USD", "own"),
            ((string)items[0]!["call"]!["callId"]!, Text(items[0]!, "duration"), (string)items[0]!["call"]!["charge"]!,
                (string)items[0]!["call"]!["currency"]!, (string)items[0]!["call"]!["switch"]!));
        Assert.Null(items[3]!["call"]);
        Assert.Empty((await client.Expect(200, "GET", $"cdrs?customer={customer}"))["items"]!.AsArray());
        Assert.Equal(413, (await client.Send("POST", "mappings/try-1/try", new string(' ', MappingTrial.Largest + 1))).Status);

        static string Text(JsonNode item, string field) => item["call"]![field]!.ToString();
    }

    [Fact]
    public async Task A_switch_sends_what_it_writes_and_hears_of_each_record()
    {
        using var client = host.Client();
        using var nobody = host.Client(null);
        var customer = await Add(client, ",\"externalAccountId\":\"fs-1001\"");
        var sample = ReadyMappings.Find("freeswitch")!.Sample.Replace("ext-1001", "fs-1001", StringComparison.Ordinal)
            .Replace("1795166", Yesterday.AddHours(3).ToUnixTimeSeconds().ToString(null, null)[..7], StringComparison.Ordinal);
        var basic = ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"fs:{client.Key}")));
        // As the module makes the address of the one that it was given.
        Assert.Equal((3, 0, 0), Counts(await Send(nobody, sample, "?mapping=freeswitch?uuid=a5c9f6c0", basic)));
        Assert.Equal((0, 3, 0), Counts(await Send(nobody, sample, "?mapping=freeswitch", basic)));
        var calls = (await client.Expect(200, "GET", $"cdrs?customer={customer}&sort=callTime"))["items"]!.AsArray();
        Assert.Equal([200, 486, 487], calls.Select(call => (int)call!["sipCode"]!));
        Assert.Equal("fs1", (string)calls[0]!["switch"]!);

        await client.Expect(201, "PUT", "mappings/send-1", Mapping());
        var body = $"{{\"id\":\"a\",\"who\":\"{customer}\",\"at\":{At},\"ms\":1000}}{{\"id\":\"b\",\"at\":{At}}} oops "
            + $"{{\"id\":\"c\",\"who\":\"{customer}\",\"at\":\"soon\",\"ms\":1}}";
        var reply = await Send(client, body, "?mapping=send-1");
        Assert.Equal((1, 0, 3), Counts(reply));
        Assert.Equal(
            [
                "2: There is no “who”, where “customer” comes from.", "3: It is not a JSON object.",
                "4: “callTime” is “soon”, which is no time as “unix” has it.",
            ],
            Errors(reply));
        var correction = $"[{{\"id\":\"a\",\"who\":\"{customer}\",\"at\":{At},\"ms\":1000,\"cost\":70000}}]";
        Assert.Equal("0.07", (string)(await Send(client, correction, "?mapping=send-1&correct=true")).Json["customers"]![0]!["after"]!);
        Assert.Contains("calls.correct", (await client.Send("GET", "audit?limit=500")).Text, StringComparison.Ordinal);
        Assert.Equal(["mapping"], (await Send(client, body, "?mapping=nobody")).Fields);
        Assert.Equal(["head"], (await Send(client, "a,b\n", "?mapping=connexcs")).Fields);
    }

    [Fact]
    public async Task Resellers_send_by_mappings_and_read_none()
    {
        using var owner = host.Client();
        await owner.AddBrand("mapped");
        var mine = await Add(owner, ",\"reseller\":\"mapped\"");
        await owner.Expect(201, "PUT", "mappings/resell-1", Mapping());
        var made = await owner.Expect(201, "POST", "api-keys", """{"name":"R","scopes":["all"],"role":"reseller","brands":["mapped"]}""");
        using var reseller = host.Client((string)made["key"]!);
        foreach (var (verb, path) in new[] { ("GET", "mappings"), ("GET", "mappings/resell-1"), ("DELETE", "mappings/resell-1") })
            Assert.Equal(403, (await reseller.Send(verb, path)).Status);
        Assert.Equal(403, (await reseller.Send("PUT", "mappings/theirs", Mapping())).Status);
        var ours = $"{{\"id\":\"r\",\"who\":\"{mine}\",\"at\":{At},\"ms\":1}}";
        Assert.Equal((1, 0, 0), Counts(await Send(reseller, ours, "?mapping=resell-1")));

        foreach (var (scopes, role, read, write) in new[]
        {
            ("calls.read", "owner", 200, 403), ("customers.write", "owner", 403, 403), ("calls.write", "support", 200, 403),
        })
        {
            var key = await owner.Expect(201, "POST", "api-keys", $$"""{"name":"K","scopes":["{{scopes}}"],"role":"{{role}}"}""");
            using var client = host.Client((string)key["key"]!);
            Assert.Equal(read, (await client.Send("GET", "mappings/resell-1")).Status);
            Assert.Equal(write, (await client.Send("PUT", "mappings/resell-1", Mapping())).Status);
        }
    }
}

public sealed class MappingApiOnSqlite(ApiHost host) : MappingApiTests(host), IClassFixture<ApiHost>;

public sealed class MappingApiOnPostgres(PostgresApiHost host) : MappingApiTests(host), IClassFixture<PostgresApiHost>;
