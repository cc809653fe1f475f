using System.Text.Json.Nodes;

namespace Portal.Tests.Cluster.Api;

public sealed class BadInputTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("https://portal.acme.example")]
    [InlineData("portal.acme.example/path")]
    [InlineData("portal.acme.example:8443")]
    [InlineData("portal acme.example")]
    [InlineData("portal_x.acme.example")]
    [InlineData("*.acme.example")]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    [InlineData("portal")]
    [InlineData("")]
    [InlineData("portal.example")]
    [InlineData("under.portal.example")]
    [InlineData("localhost")]
    [InlineData("раypal.example")]
    [InlineData("xn--a.example")]
    public async Task Refuses_a_host_in_words_at_its_field(string name)
    {
        using var client = host.Client();
        var reply = await client.Send(
            "POST", "domains", new JsonObject { ["host"] = name, ["currencies"] = new JsonArray("USD") }.ToJsonString());
        Assert.Equal((422, "application/problem+json"), (reply.Status, reply.MediaType));
        Assert.Equal("host", Assert.Single(reply.Fields));
    }

    [Fact]
    public async Task Refuses_hosts_and_labels_that_are_too_long()
    {
        using var client = host.Client();
        var long254 = string.Join('.', Enumerable.Repeat(new string('a', 63), 3)) + "." + new string('b', 62);
        foreach (var name in new[] { long254, new string('a', 64) + ".example" })
            Assert.Equal(["host"], (await client.Send("POST", "domains", $$"""{"host":"{{name}}","currencies":["USD"]}""")).Fields);
    }

    [Theory]
    [InlineData("""{"currencies":["USD","XXQ"]}""", "currencies[1]")]
    [InlineData("""{"currencies":[]}""", "currencies")]
    [InlineData("""{"cdrColumns":["callTime","nope"]}""", "cdrColumns[1]")]
    [InlineData("""{"breakoutColumns":["nope"]}""", "breakoutColumns[0]")]
    [InlineData("""{"access":["dashboard","nope"]}""", "access[1]")]
    [InlineData("""{"flags":["nope"]}""", "flags[0]")]
    [InlineData("""{"signUpPolicy":"maybe"}""", "signUpPolicy")]
    [InlineData("""{"javaScript":"<script src=\"http://cdn.example/a.js\"></script>"}""", "javaScript")]
    [InlineData("""{"smtp":{"server":"smtp.acme.example","port":0,"from":"a@acme.example"}}""", "smtp.port")]
    [InlineData("""{"smtp":{"server":"smtp.acme.example","from":"no address"}}""", "smtp.from")]
    [InlineData("""{"templateCustomer":"c_none"}""", "templateCustomer")]
    [InlineData("""{"logo":"none.png"}""", "logo")]
    [InlineData("""{"brand":"no-such-brand"}""", "brand")]
    public async Task Refuses_a_value_at_its_field_and_makes_nothing(string part, string field)
    {
        using var client = host.Client();
        var body = JsonNode.Parse("""{"host":"bad.acme.example","currencies":["USD"]}""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(part)!.AsObject())
            body[name] = value?.DeepClone();
        var reply = await client.Send("POST", "domains", body.ToJsonString());
        Assert.True(reply.Status == 422, reply.Text);
        Assert.Equal(field, Assert.Single(reply.Fields));
        await client.Expect(404, "GET", "domains/bad.acme.example");
    }

    [Fact]
    public async Task Refuses_css_and_script_over_256_kib()
    {
        using var client = host.Client();
        var much = new string('x', 256 * 1024 + 1);
        var body =
            new JsonObject
            {
                ["host"] = "big.acme.example",
                ["currencies"] = new JsonArray("USD"),
                ["css"] = much,
                ["javaScript"] = "//" + much,
            };
        Assert.Equal(["css", "javaScript"], (await client.Send("POST", "domains", body.ToJsonString())).Fields.Order());
    }

    [Fact]
    public async Task Tells_all_that_is_wrong_at_once()
    {
        using var client = host.Client();
        var reply = await client.Send("POST", "domains", """{"host":"a b","currencies":["XXQ"],"flags":["nope"],"smtp":{"port":0}}""");
        Assert.Superset(new HashSet<string> { "host", "currencies[0]", "flags[0]", "smtp.port" }, reply.Fields.ToHashSet());
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("""{"host":5}""", "$.host")]
    [InlineData("""{"host":"a.example","nope":1}""", "$.nope")]
    [InlineData("""{"smtp":{"port":"587"}}""", "$.smtp.port")]
    public async Task Says_the_path_of_what_can_not_be_read(string body, string path)
    {
        using var client = host.Client();
        var there = $"{Guid.NewGuid():N}.example";
        await client.AddBrand(there[..32]);
        await client.AddDomain(there, there[..32]);
        foreach (var reply in new[] { await client.Send("POST", "domains", body), await client.Send("PUT", "domains/" + there, body) })
        {
            Assert.Equal((400, "application/problem+json"), (reply.Status, reply.MediaType));
            Assert.Equal(path, Assert.Single(reply.Fields));
        }
    }

    [Theory]
    [InlineData("domains?limit=0", "limit")]
    [InlineData("domains?limit=501", "limit")]
    [InlineData("domains?limit=ten", "limit")]
    [InlineData("brands?cursor=!", "cursor")]
    [InlineData("audit?q=%00", "q")]
    public async Task Refuses_a_list_that_it_can_not_give(string path, string field)
    {
        using var client = host.Client();
        var reply = await client.Send("GET", path);
        Assert.Equal((422, field), (reply.Status, Assert.Single(reply.Fields)));
    }

    [Fact]
    public async Task Answers_problems_where_routing_itself_refuses()
    {
        using var client = host.Client();
        using var nobody = host.Client(key: null);
        using var stranger = host.Client(key: "ak00000000_" + new string('0', 52));
        foreach (var (reply, status) in new[]
        {
            (await client.Send("GET", "nothing"), 404),
            (await client.Send("DELETE", "domains"), 405),
            (await client.Send("GET", "domains/%FF"), 404),
            (
                await client.Send(
                    new HttpRequestMessage(
                        HttpMethod.Post,
                        "domains") { Content = new StringContent("host=a"),
                        Headers = { { "Authorization", "Bearer " + ApiHost.FirstKey } } }),
                415),
            (await nobody.Send("GET", "domains"), 401),
            (await nobody.Send("GET", "nothing"), 401),
            (await stranger.Send("GET", "domains"), 401),
        })
        {
            Assert.True(reply.Status == status, $"{status}: {reply.Status} {reply.Text}");
            Assert.Equal("application/problem+json", reply.MediaType);
            Assert.Equal(status, (int)reply.Json["status"]!);
        }
    }
}
