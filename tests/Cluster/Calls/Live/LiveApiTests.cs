using System.Globalization;
using Portal.Tests.Cluster.Api;

namespace Portal.Tests.Cluster.Calls.Live;

/// <summary>Calls in progress and registrations as switches tell them and programs read them.</summary>
public abstract class LiveApiTests(ApiHost host)
{
    private static string Now(double minutes) =>
        TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Call(string customer, string id, string more = "", double minutesAgo = 1) =>
        $$"""{"callId":"{{id}}","customer":"{{customer}}","source":"4930","started":"{{Now(-minutesAgo)}}"{{more}}}""";

    private static string Set(string name, params string[] calls) => $$"""{"switch":"{{name}}","calls":[{{string.Join(',', calls)}}]}""";

    private static async Task<string> Add(ApiClient client, string more = "") =>
        (string)(await client.Expect(201, "POST", "customers", $$"""{"name":"Acme","currency":"USD"{{more}}}"""))["id"]!;

    private static async Task<string[]> There(ApiClient client, string query) =>
        [.. (await client.Expect(200, "GET", "calls/live?" + query))["items"]!.AsArray().Select(call => (string)call!["callId"]!)];

    [Fact]
    public async Task A_set_is_told_and_read_and_events_change_it()
    {
        using var client = host.Client();
        var customer = await Add(client, ",\"externalAccountId\":\"live-7\"");
        var ringing = Call(customer, "a", ",\"state\":\"ringing\"", 3);
        var told = await client.Expect(
            200, "PUT", "calls/live", Set("put", ringing, Call("ext:live-7", "b", "", 2), Call(customer, "c")));
        Assert.Equal(("put", false, 3), ((string)told["switch"]!, (bool)told["stale"]!, (int)told["calls"]!));

        var page = await client.Expect(200, "GET", $"calls/live?customer={customer}&limit=2");
        Assert.Equal(["c", "b"], page["items"]!.AsArray().Select(call => (string)call!["callId"]!));
        var next = await client.Expect(200, "GET", $"calls/live?customer=ext:live-7&limit=2&cursor={page["next"]}");
        var call = Assert.Single(next["items"]!.AsArray())!;
        Assert.Equal(
            $"put|a|{customer}|4930||ringing",
            string.Join('|', ((string[])["switch", "callId", "customer", "source", "destination", "state"]).Select(name => (string?)call[name])));
        Assert.Null(next["next"]);
        var line = Assert.Single((await client.Expect(200, "GET", "calls/live?switch=put"))["switches"]!.AsArray())!;
        Assert.Equal(("put", 3), ((string)line["switch"]!, (int)line["calls"]!));

        await client.Expect(200, "PUT", "calls/live", Set("put", Call(customer, "c"), Call(customer, "d", "", 0)));
        Assert.Equal(["d", "c"], await There(client, $"customer={customer}"));
        var changed = await client.Expect(
            200, "POST", "calls/live", $$"""{"switch":"put","started":[{{Call(customer, "e", "", 5)}}],"ended":["d","nobody"]}""");
        Assert.Equal(1, (int)changed["calls"]!);
        Assert.Equal(["c", "e"], await There(client, $"customer={customer}"));
        await client.Expect(200, "POST", "calls/live", """{"switch":"put"}""");
        Assert.Equal(["c", "e"], await There(client, "switch=put"));
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_nothing_is_taken()
    {
        using var client = host.Client();
        var customer = await Add(client);
        var carrier = (string)(await client.Expect(201, "POST", "carriers", """{"name":"Globex"}"""))["id"]!;
        await client.Expect(200, "PUT", "calls/live", Set("wrong", Call(customer, "stays")));
        var refused = await client.Send("PUT", "calls/live", Set(
            "wrong", Call(customer, "a"), Call("c_nobody", "b"), Call(carrier, "c"), Call(customer, "d", "", -2000), "{}"));
        Assert.Equal(422, refused.Status);
        Assert.Equal(
            ["calls[1].customer", "calls[2].customer", "calls[3].started", "calls[4].callId", "calls[4].customer", "calls[4].started"],
            refused.Fields.Order(StringComparer.Ordinal));
        Assert.Equal(["stays"], await There(client, $"customer={customer}"));

        Assert.Equal((400, "$.calls[0].started"), Said(await client.Send("PUT", "calls/live", Set("wrong", """{"started":7}"""))));
        Assert.Equal((400, "$.calls[0].id"), Said(await client.Send("PUT", "calls/live", Set("wrong", """{"id":"a"}"""))));
        // Of nobody that there is: it alone is left out.
        var told = await client.Expect(
            200, "POST", "calls/live", $$"""{"switch":"wrong","started":[{{Call("c_nobody", "a")}},{{Call(customer, "too")}}]}""");
        Assert.Equal(1, (int)told["calls"]!);
        Assert.Equal("started[0].customer", (string?)Assert.Single(told["leftOut"]!.AsArray())!["field"]);
        Assert.Equal(["stays", "too"], (await There(client, $"customer={customer}")).Order(StringComparer.Ordinal));
        Assert.Equal((422, "calls"), Said(await client.Send("PUT", "calls/live", """{"switch":"wrong"}""")));
        foreach (var (query, field) in ((string, string)[])[
            ("customer=c_nobody", "customer"), ("limit=501", "limit"), ("cursor=YQ", "cursor")])
            Assert.Equal((422, field), Said(await client.Send("GET", "calls/live?" + query)));
    }

    [Fact]
    public async Task A_set_may_be_larger_than_other_bodies()
    {
        using var client = host.Client();
        var customer = await Add(client);
        var more = $",\"destination\":\"{new string('7', 250)}\"";
        var large = Set("large", [.. Enumerable.Range(0, 15_000).Select(i => Call(customer, $"{i}", more))]);
        Assert.InRange(large.Length, 5 * 1024 * 1024, 32 * 1024 * 1024);
        Assert.Equal(15_000, (int)(await client.Expect(200, "PUT", "calls/live", large))["calls"]!);
        Assert.Equal(0, (int)(await client.Expect(200, "PUT", "calls/live", Set("large")))["calls"]!);
    }

    [Fact]
    public async Task A_resellers_key_tells_and_reads_of_its_own_customers_alone()
    {
        using var owner = host.Client();
        foreach (var brand in new[] { "own", "foreign" })
            await owner.AddBrand(brand);
        var own = await Add(owner, ",\"reseller\":\"own\"");
        var foreign = await Add(owner, ",\"reseller\":\"foreign\"");
        var made = await owner.Expect(
            201, "POST", "api-keys", """{"name":"R","scopes":["calls.write"],"role":"reseller","brands":["own"]}""");
        using var reseller = host.Client((string)made["key"]!);
        await owner.Expect(200, "PUT", "calls/live", Set("shared", Call(own, "ours"), Call(foreign, "theirs", "", 2)));
        await owner.Expect(200, "PUT", "calls/live", Set("hidden", Call(foreign, "elsewhere")));

        var told = await reseller.Expect(200, "PUT", "calls/live", Set("its-own", Call(own, "mine"), Call(foreign, "not mine")));
        Assert.Equal("calls[1].customer", (string?)Assert.Single(told["leftOut"]!.AsArray())!["field"]);
        Assert.Equal(["ours", "mine"], (await There(reseller, "")).OrderDescending(StringComparer.Ordinal));
        await reseller.Expect(200, "PUT", "calls/live", Set("its-own"));
        Assert.Equal((422, "customer"), Said(await reseller.Send("GET", $"calls/live?customer={foreign}")));
        Assert.Equal(["ours"], await There(reseller, ""));
        // All that it has to tell of the switch, and not all that there is.
        await reseller.Expect(200, "PUT", "calls/live", Set("shared"));
        Assert.Equal(["ours", "theirs"], await There(owner, "switch=shared"));

        var seen = await reseller.Expect(200, "GET", "calls/live");
        Assert.Equal(
            ["its-own 0", "shared 1", "shared 0"],
            seen["switches"]!.AsArray().Select(one => $"{one!["switch"]} {one["calls"]}"));
        var all = (await owner.Expect(200, "GET", "calls/live"))["switches"]!.AsArray();
        Assert.Contains("hidden", all.Select(one => (string)one!["switch"]!));
    }

    [Fact]
    public async Task Registrations_are_told_whole_and_read_by_user()
    {
        using var client = host.Client();
        var customer = await Add(client);
        string One(string user, double minutes) =>
            $$"""{"user":"{{user}}","customer":"{{customer}}","agent":"Phone","expires":"{{Now(minutes)}}"}""";
        await client.Expect(
            200,
            "PUT",
            "registrations",
            $$"""{"switch":"reg","registrations":[{{One("bob", 60)}},{{One("ann", 60)}},{{One("old", -1)}}]}""");
        var page = await client.Expect(200, "GET", $"registrations?customer={customer}");
        Assert.Equal(["ann", "bob"], page["items"]!.AsArray().Select(one => (string)one!["user"]!));
        Assert.Equal(2, (int)page["switches"]!.AsArray().Single(one => (string)one!["switch"]! == "reg")!["registrations"]!);
        Assert.Equal((422, "registrations[0].expires"), Said(await client.Send(
            "PUT", "registrations", $$"""{"switch":"reg","registrations":[{"user":"ann","customer":"{{customer}}"}]}""")));
        await client.Expect(200, "PUT", "registrations", """{"switch":"reg","registrations":[]}""");
        Assert.Empty((await client.Expect(200, "GET", $"registrations?customer={customer}"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Only_keys_for_calls_open_it()
    {
        using var owner = host.Client();
        foreach (var (scopes, role, read, write) in new[]
        {
            ("calls.read", "owner", 200, 403), ("calls.write", "owner", 200, 200), ("customers.write", "owner", 403, 403),
            ("calls.write", "readOnly", 200, 403),
        })
        {
            var made = await owner.Expect(201, "POST", "api-keys", $$"""{"name":"K","scopes":["{{scopes}}"],"role":"{{role}}"}""");
            using var client = host.Client((string)made["key"]!);
            foreach (var (path, body) in ((string, string)[])[
                ("calls/live", Set("scopes")), ("registrations", """{"switch":"scopes","registrations":[]}""")])
            {
                var found = ((await client.Send("GET", path)).Status, (await client.Send("PUT", path, body)).Status);
                Assert.Equal((scopes, role, read, write), (scopes, role, found.Item1, found.Item2));
            }

            // Who may not write isn't told what is wrong with a body.
            Assert.Equal(write == 200 ? 400 : 403, (await client.Send("POST", "calls/live", "{")).Status);
        }
    }

    private static (int, string) Said(ApiReply reply) => (reply.Status, string.Join(' ', reply.Fields));
}

public sealed class LiveApiOnSqlite(ApiHost host) : LiveApiTests(host), IClassFixture<ApiHost>;

public sealed class LiveApiOnPostgres(PostgresApiHost host) : LiveApiTests(host), IClassFixture<PostgresApiHost>;
