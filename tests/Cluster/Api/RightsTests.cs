using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Storage;
using SkiaSharp;

namespace Portal.Tests.Cluster.Api;

public sealed class RightsTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Shows_a_key_once_and_keeps_only_its_hash()
    {
        using var owner = host.Client();
        var made = await owner.Expect(
            201, "POST", "api-keys", """{"name":"Once","scopes":["domains.read"],"expiresAt":"2199-01-01T00:00:00Z"}""");
        var key = (string)made["key"]!;
        Assert.StartsWith((string)made["prefix"]! + "_", key, StringComparison.Ordinal);
        Assert.DoesNotContain(key, (await owner.Expect(200, "GET", "api-keys")).ToJsonString(), StringComparison.Ordinal);
        Assert.Null((await owner.Expect(200, "GET", $"api-keys/{made["id"]}"))["key"]);
        await using var connection = await host.Services.GetRequiredService<PortalDatabase>().Read.OpenConnectionAsync();
        Assert.DoesNotContain(key, await connection.QueryAsync<string>("SELECT hash FROM portal_api_keys"));
    }

    [Fact]
    public async Task A_key_opens_what_its_scopes_say_until_it_is_revoked()
    {
        using var owner = host.Client();
        var made = await owner.Expect(201, "POST", "api-keys", """{"name":"Reads","scopes":["domains.read","brands.write"]}""");
        using var client = host.Client((string)made["key"]!);
        await client.Expect(200, "GET", "domains");
        await client.Expect(200, "GET", "brands");
        await client.Expect(403, "POST", "domains", "{}");
        await client.Expect(403, "GET", "audit");
        await client.Expect(403, "GET", "api-keys");
        await owner.Expect(204, "DELETE", $"api-keys/{made["id"]}");
        await client.Expect(401, "GET", "domains");
        await owner.Expect(404, "DELETE", $"api-keys/{made["id"]}");
    }

    [Fact]
    public async Task Nobody_makes_a_key_that_opens_more_than_their_own()
    {
        using var owner = host.Client();
        var made = await owner.Expect(201, "POST", "api-keys", """{"name":"Keys","scopes":["apiKeys.write"],"role":"owner"}""");
        using var client = host.Client((string)made["key"]!);
        Assert.Equal(["scopes[0]"], (await client.Send("POST", "api-keys", """{"name":"More","scopes":["all"]}""")).Fields);
        await client.Expect(201, "POST", "api-keys", """{"name":"Same","scopes":["apiKeys.read"]}""");
    }

    [Theory]
    [InlineData("""{"scopes":["all"]}""", "name")]
    [InlineData("""{"name":"a"}""", "scopes")]
    [InlineData("""{"name":"a","scopes":["nope"]}""", "scopes[0]")]
    [InlineData("""{"name":"a","scopes":["all"],"role":"king"}""", "role")]
    [InlineData("""{"name":"a","scopes":["all"],"role":"reseller"}""", "brands")]
    [InlineData("""{"name":"a","scopes":["all"],"expiresAt":"2001-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name":"a","scopes":["all"],"expiresAt":"tomorrow"}""", "expiresAt")]
    public async Task Refuses_a_key_at_its_field(string body, string field)
    {
        using var owner = host.Client();
        var reply = await owner.Send("POST", "api-keys", body);
        Assert.True(reply.Status == 422, reply.Text);
        Assert.Equal(field, Assert.Single(reply.Fields));
    }

    [Fact]
    public async Task A_resellers_key_sets_no_passwords_and_approves_its_own_sign_ups_alone()
    {
        using var owner = host.Client();
        await owner.AddBrand("ours");
        await owner.AddDomain("ours.acme.example", "ours");
        var made = await owner.Expect(
            201, "POST", "api-keys", """{"name":"Reseller","scopes":["all"],"role":"reseller","brands":["ours"]}""");
        using var reseller = host.Client((string)made["key"]!);
        var own = (string)(
            await reseller.Expect(
                201,
                "POST",
                "customers",
                """{"name":"Own","currency":"USD","domain":"ours.acme.example","status":"pending-approval"}"""))["id"]!;
        var others = (string)(
            await owner.Expect(201, "POST", "customers", """{"name":"Others","currency":"USD","status":"pending-approval"}"""))["id"]!;

        const string contact = """{"name":"Ann","email":"ann@ours.example","password":"correct horse battery"}""";
        Assert.Equal(["password"], (await reseller.Send("POST", $"customers/{own}/contacts", contact)).Fields);
        var invited = await reseller.Expect(201, "POST", $"customers/{own}/contacts", """{"name":"Ann","email":"ann@ours.example"}""");
        Assert.Equal(["password"], (await reseller.Send("PUT", $"customers/{own}/contacts/{invited["id"]}", contact)).Fields);

        foreach (var (path, body) in new[] { ("approve", (string?)null), ("refuse", """{"reason":"No."}"""), ("refuse", "{") })
            await reseller.Expect(404, "POST", $"customers/{others}/{path}", body);
        await reseller.Expect(404, "POST", $"carriers/{own}/approve");
        Assert.Equal(422, (await reseller.Send("POST", $"customers/{own}/refuse", "{}")).Status);
        Assert.Equal(400, (await reseller.Send("POST", $"customers/{own}/refuse", "{")).Status);
        Assert.Equal(["reason"], (await reseller.Send("POST", $"customers/{own}/refuse", """{"reason":" "}""")).Fields);
        Assert.Equal(
            "active",
            (string?)(await reseller.Expect(200, "POST", $"customers/{own}/approve", null, ("Idempotency-Key", "approve-own")))["status"]);
        Assert.Equal(
            "active",
            (string?)(await reseller.Expect(200, "POST", $"customers/{own}/approve", null, ("Idempotency-Key", "approve-own")))["status"]);
        await reseller.Expect(409, "POST", $"customers/{own}/refuse", """{"reason":"Too late."}""");
        Assert.Equal(
            "inactive",
            (string?)(await owner.Expect(200, "POST", $"customers/{others}/refuse", """{"reason":"No."}"""))["status"]);
    }

    [Fact]
    public async Task A_reseller_sees_and_changes_their_own_brands_alone()
    {
        using var owner = host.Client();
        await owner.AddBrand("mine");
        await owner.AddBrand("theirs");
        await owner.AddDomain("mine.acme.example", "mine");
        await owner.AddDomain("theirs.acme.example", "theirs");
        var made = await owner.Expect(
            201, "POST", "api-keys", """{"name":"Reseller","scopes":["all"],"role":"reseller","brands":["mine"]}""");
        using var reseller = host.Client((string)made["key"]!);

        Assert.Equal(["mine.acme.example"], Hosts(await reseller.Expect(200, "GET", "domains")));
        foreach (var (verb, path, body) in new[]
        {
            ("GET", "domains/theirs.acme.example", (string?)null),
            ("PUT", "domains/theirs.acme.example", """{"currencies":["USD"]}"""),
            ("PATCH", "domains/theirs.acme.example", "{}"),
            ("DELETE", "domains/theirs.acme.example", null),
            ("GET", "domains/theirs.acme.example/certificate", null),
            ("GET", "domains/theirs.acme.example/dns", null),
            ("POST", "domains/theirs.acme.example/certificate/renew", null),
            ("POST", "domains/theirs.acme.example/test-mail", """{"to":"a@b.example"}"""),
            ("GET", "brands/theirs", null),
            ("PATCH", "brands/theirs", "{}"),
            ("DELETE", "brands/theirs", null),
        })
            await reseller.Expect(404, verb, path, body);

        await reseller.Expect(200, "PATCH", "domains/mine.acme.example", """{"footer":"Mine"}""");
        Assert.Equal(["brand"], (await reseller.Send("PATCH", "domains/mine.acme.example", """{"brand":"theirs"}""")).Fields);
        var script = await reseller.Send("PATCH", "domains/mine.acme.example", """{"javaScript":"alert(1)"}""");
        Assert.Equal((403, "javaScript"), (script.Status, Assert.Single(script.Fields)));
        Assert.Equal(
            "mine",
            (string?)(await reseller.Expect(201, "POST", "domains", """{"host":"new.acme.example","currencies":["USD"]}"""))["brand"]);
        await reseller.Expect(403, "POST", "brands", """{"id":"more","name":"More"}""");
        await reseller.Expect(403, "GET", "audit");
    }

    [Fact]
    public async Task A_reseller_sees_and_changes_the_files_of_their_own_brands_and_of_others_not_even_that_they_are_there()
    {
        using var owner = host.Client();
        await owner.AddBrand("near");
        await owner.AddBrand("far");
        using var near = await Reseller(owner, "near");
        using var far = await Reseller(owner, "far");

        Assert.Equal(201, await Upload(near, "mark.png"));
        Assert.Equal(200, await Upload(near, "mark.png?brand=near"));
        Assert.Equal("near", (string?)(await near.Expect(200, "GET", "files/mark.png"))["owner"]);
        await near.Expect(200, "PATCH", "brands/near", """{"logo":"mark.png"}""");

        // Another's: not there, not to be named, replaced, blocked or listed; a name of one's own is free.
        await far.Expect(404, "GET", "files/mark.png");
        await far.Expect(404, "GET", "files/mark.png?brand=near");
        Assert.Equal(404, await Upload(far, "mark.png?brand=near"));
        await far.Expect(404, "DELETE", "files/mark.png?brand=near");
        Assert.Equal(["logo"], (await far.Send("PATCH", "brands/far", """{"logo":"mark.png"}""")).Fields);
        Assert.DoesNotContain((await far.Expect(200, "GET", "files"))["items"]!.AsArray(), file => (string)file!["name"]! == "mark.png");
        Assert.Equal(201, await Upload(far, "mark.png"));
        await far.Expect(204, "DELETE", "files/mark.png");

        // The platform's are read by all and changed by its own staff.
        Assert.Equal(201, await Upload(owner, "ours.png"));
        Assert.Null((await far.Expect(200, "GET", "files/ours.png"))["owner"]);
        await far.Expect(200, "PATCH", "brands/far", """{"logo":"ours.png"}""");
        Assert.Equal(201, await Upload(far, "ours.png"));
        Assert.Equal("far", (string?)(await far.Expect(200, "GET", "files/ours.png"))["owner"]);
        Assert.Equal(
            ["brand/far"],
            (await owner.Expect(200, "GET", "files/ours.png?brand=far"))["usedBy"]!.AsArray().Select(use => (string)use!));
    }

    [Fact]
    public async Task A_reseller_of_two_brands_says_which_one_a_file_belongs_to()
    {
        using var owner = host.Client();
        await owner.AddBrand("east");
        await owner.AddBrand("west");
        using var both = await Reseller(owner, "east", "west");
        Assert.Equal(422, await Upload(both, "two.png"));
        Assert.Equal(201, await Upload(both, "two.png?brand=west"));
        await both.Expect(404, "GET", "files/two.png?brand=east");
    }

    [Fact]
    public async Task A_reseller_of_two_brands_says_which_one_a_domain_belongs_to_and_is_given_no_third()
    {
        using var owner = host.Client();
        await owner.AddBrand("left");
        await owner.AddBrand("right");
        using var both = await Reseller(owner, "left", "right");
        const string unsaid = """{"host":"unsaid.acme.example","brandName":"Unsaid","currencies":["USD"]}""";
        var refused = await both.Send("POST", "domains", unsaid);
        Assert.Equal((422, "brand"), (refused.Status, Assert.Single(refused.Fields)));
        Assert.Equal(404, (await owner.Send("GET", "brands/unsaid")).Status);
        await both.Expect(403, "DELETE", "brands/left");

        // What else is wrong doesn't tell which brands there are.
        await owner.AddBrand("hidden");
        foreach (var brand in new[] { "hidden", "nowhere" })
        {
            var body = $$"""{"host":"{{brand}}.acme.example","brand":"{{brand}}","currencies":["nothing"],"logo":"none.png"}""";
            var wrong = await both.Send("POST", "domains", body);
            Assert.Equal(
                ["Choose one of your brands: left, right."], wrong.Json["errors"]!["brand"]!.AsArray().Select(reason => (string)reason!));
            Assert.Equal(["brand", "currencies[0]", "logo"], wrong.Fields.Order());
        }
    }

    [Fact]
    public async Task Whoever_may_only_read_changes_nothing()
    {
        using var owner = host.Client();
        await owner.AddBrand("read");
        var made = await owner.Expect(201, "POST", "api-keys", """{"name":"Support","scopes":["all"],"role":"support"}""");
        using var support = host.Client((string)made["key"]!);
        await support.Expect(200, "GET", "brands/read");
        await support.Expect(403, "PATCH", "brands/read", "{}");
        await support.Expect(403, "DELETE", "brands/read");
        await support.Expect(403, "POST", "domains", """{"host":"support.acme.example","brand":"read","currencies":["USD"]}""");
    }

    private async Task<ApiClient> Reseller(ApiClient owner, params string[] brands)
    {
        var names = string.Join(',', brands.Select(brand => $"\"{brand}\""));
        var made = await owner.Expect(
            201, "POST", "api-keys", $$"""{"name":"Files","scopes":["all"],"role":"reseller","brands":[{{names}}]}""");
        return host.Client((string)made["key"]!);
    }

    private static async Task<int> Upload(ApiClient client, string name)
    {
        using var bitmap = new SKBitmap(8, 8);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var request = new HttpRequestMessage(HttpMethod.Put, "files/" + name) { Content = new ByteArrayContent(data.ToArray()) };
        return (await client.Send(request, ("Authorization", "Bearer " + client.Key))).Status;
    }

    private static string[] Hosts(JsonObject page) => [.. page["items"]!.AsArray().Select(item => (string)item!["host"]!)];
}
