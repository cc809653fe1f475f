using System.Text.Json.Nodes;

namespace Portal.Tests.Cluster.Api;

/// <summary>Customers, carriers and what hangs on them, as programs see them.</summary>
public sealed class CustomerTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static async Task<string> Add(ApiClient client, string more = "") =>
        (string)(await client.Expect(201, "POST", "customers", $$"""{"name":"Acme","currency":"USD"{{more}}}"""))["id"]!;

    [Fact]
    public async Task Takes_back_what_it_gave_and_patches_what_is_named()
    {
        using var client = host.Client();
        var made = await client.Send("POST", "customers", """
            {"name":" Acme ","currency":"usd","status":"pending-approval","debitLimit":"500","tax":"19.5","topUpCurrencies":["EUR"],"tags":["vip"],
             "variables":{"segment":"north"},"address":{"country":"de"},"invoiceSchedule":"weekly","payPalEmail":"pay@acme.example","type":"wholesale"}
            """);
        Assert.Equal(201, made.Status);
        var path = $"customers/{made.Json["id"]}";
        Assert.EndsWith(path, made.Response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(("Acme", "USD", "500.00", "19.5", "DE", "0.00"), (
            (string?)made.Json["name"], (string?)made.Json["currency"], (string?)made.Json["debitLimit"], (string?)made.Json["tax"],
            (string?)made.Json["address"]!["country"], (string?)made.Json["balance"]));
        Assert.Equal("pending-approval", (string?)made.Json["status"]);

        var given = await client.Expect(200, "GET", path);
        var taken = await client.Expect(200, "PUT", path, given.ToJsonString());
        foreach (var name in new[] { "version", "changedAt" })
        {
            given.Remove(name);
            taken.Remove(name);
        }

        Assert.True(JsonNode.DeepEquals(given, taken), taken.ToJsonString());
        var patched = await client.Expect(200, "PATCH", path, """{"variables":{"segment":null,"size":"big"},"tax":null}""");
        Assert.Equal("""{"size":"big"}""", patched["variables"]!.ToJsonString());
        Assert.Null(patched["tax"]);
        Assert.Equal(412, (await client.Send("PUT", path, given.ToJsonString(), ("If-Match", "\"1\""))).Status);
        await client.Expect(204, "DELETE", path);
        await client.Expect(404, "GET", path);
    }

    [Theory]
    [InlineData("""{"currency":"USD"}""", 422, "name")]
    [InlineData("""{"name":"a"}""", 422, "currency")]
    [InlineData("""{"name":"a","currency":"XXX"}""", 422, "currency")]
    [InlineData("""{"name":"a","currency":"USD","domain":"nobody.example"}""", 422, "domain")]
    [InlineData("""{"name":"a","currency":"USD","reseller":"nobody"}""", 422, "reseller")]
    [InlineData("""{"name":"a","currency":"USD","status":"pendingApproval"}""", 422, "status")]
    [InlineData("""{"name":"a","currency":"USD","debitLimit":"-1"}""", 422, "debitLimit")]
    [InlineData("""{"name":"a","currency":"USD","debitLimit":"1,5"}""", 422, "debitLimit")]
    [InlineData("""{"name":"a","currency":"USD","debitLimit":5}""", 400, "$.debitLimit")]
    [InlineData("""{"name":"a","currency":"USD","tax":"101"}""", 422, "tax")]
    [InlineData("""{"name":"a","currency":"USD","accessHide":["cdrs"]}""", 422, "accessHide[0]")]
    [InlineData("""{"name":"a","currency":"USD","variables":{"a":1}}""", 400, "$.variables.a")]
    [InlineData("""{"name":"a","currency":"USD","variables":{"1":"x"}}""", 422, "variables.1")]
    [InlineData("""{"name":"a","currency":"USD","timeZone":"Mars/Base"}""", 422, "timeZone")]
    [InlineData("""{"name":"a","currency":"USD","nope":1}""", 400, "$.nope")]
    public async Task Says_what_is_wrong_at_its_field(string body, int status, string field)
    {
        using var client = host.Client();
        var reply = await client.Send("POST", "customers", body);
        Assert.Equal((status, field), (reply.Status, Assert.Single(reply.Fields)));
    }

    [Fact]
    public async Task A_carrier_has_no_money()
    {
        using var client = host.Client();
        var made = await client.Expect(201, "POST", "carriers", """{"name":"Globex"}""");
        Assert.False(made.ContainsKey("balance"));
        Assert.Equal(400, (await client.Send("POST", "carriers", """{"name":"Globex","currency":"USD"}""")).Status);
        await client.Expect(404, "GET", $"customers/{made["id"]}");
        await client.Expect(404, "GET", $"carriers/{made["id"]}/payments");
        await client.Expect(201, "POST", $"carriers/{made["id"]}/contracts", """{"name":"Terms"}""");
        Assert.Single((await client.Expect(200, "GET", "carriers?q=globex"))["items"]!.AsArray());
        await client.Expect(204, "DELETE", $"carriers/{made["id"]}");
    }

    [Theory]
    [InlineData("payments", """{"total":"5.00"}""", """{"total":"0"}""", "total")]
    [InlineData("payments", """{"total":"-0.01","currency":"USD","status":"pending","time":"2027-01-31T12:00:00Z"}""", """{"total":"1.001"}""", "total")]
    [InlineData("payments", """{"total":"5"}""", """{"total":"5","currency":"GBP"}""", "currency")]
    [InlineData("routes", """{"name":"Premium","prefix":"49","sipPing":"both","channels":5}""", """{"name":"a","prefix":"x"}""", "prefix")]
    [InlineData("packages", """{"name":"Numbers","retail":"1.5","start":"2027-01-01","end":"2027-02-01"}""", """{"name":"a","start":"2027-02-30"}""", "start")]
    [InlineData("alerts", """{"title":"Low","area":"balance","operator":"lt","threshold":"-5","email":"noc@acme.example"}""", """{"title":"a"}""", "threshold")]
    [InlineData("contracts", """{"name":"Terms","required":true,"graceUntil":"2030-01-01T00:00:00Z"}""", """{"required":true}""", "name")]
    public async Task Adds_reads_replaces_and_deletes_what_hangs_on_a_customer(string path, string good, string bad, string field)
    {
        using var client = host.Client();
        var under = $"customers/{await Add(client)}/{path}";
        var once = await client.Send("POST", under, good, ("Idempotency-Key", $"{under}/1"));
        Assert.True(once.Status == 201, once.Text);
        Assert.Equal(
            once.Json["id"]!.ToString(),
            (await client.Expect(201, "POST", under, good, ("Idempotency-Key", $"{under}/1")))["id"]!.ToString());
        var one = $"{under}/{once.Json["id"]}";
        var given = await client.Send("GET", one);
        Assert.Equal(304, (await client.Send("GET", one, null, ("If-None-Match", given.ETag!))).Status);
        var taken = await client.Expect(200, "PUT", one, given.Text, ("If-Match", given.ETag!));
        Assert.Equal(412, (await client.Send("PUT", one, given.Text, ("If-Match", given.ETag!))).Status);
        var (before, after) = (given.Json, taken);
        before.Remove("version");
        after.Remove("version");
        Assert.True(JsonNode.DeepEquals(before, after), after.ToJsonString());
        var refused = await client.Send("POST", under, bad);
        Assert.Equal((422, field), (refused.Status, Assert.Single(refused.Fields)));
        Assert.Equal(400, (await client.Send("POST", under, """{"nope":1}""")).Status);
        Assert.Single((await client.Expect(200, "GET", under))["items"]!.AsArray());

        var other = await Add(client);
        await client.Expect(404, "GET", one.Replace(under.Split('/')[1], other, StringComparison.Ordinal));
        await client.Expect(204, "DELETE", one);
        await client.Expect(404, "DELETE", one);
    }

    [Fact]
    public async Task A_payment_shows_in_the_balance_of_the_customer_and_of_lists()
    {
        using var client = host.Client();
        var id = await Add(client, ""","tags":["balance-test"]""");
        await client.Expect(201, "POST", $"customers/{id}/payments", """{"total":"5.00"}""");
        await client.Expect(201, "POST", $"customers/{id}/payments", """{"total":"2.5","status":"pending"}""");
        Assert.Equal("5.00", (string?)(await client.Expect(200, "GET", $"customers/{id}"))["balance"]);
        Assert.Equal(
            "5.00",
            (string?)Assert.Single((await client.Expect(200, "GET", "customers?tag=balance-test"))["items"]!.AsArray())!["balance"]);
        Assert.Equal(["status"], (await client.Send("GET", "customers?status=nope")).Fields);
    }

    [Fact]
    public async Task People_are_added_once_and_their_password_is_never_shown()
    {
        using var client = host.Client();
        await client.AddBrand("contacts");
        await client.AddDomain("contacts.acme.example", "contacts");
        var (one, two) = (
            await Add(client, ""","domain":"contacts.acme.example" """), await Add(client, ""","domain":"contacts.acme.example" """));
        const string ann = """{"name":"Ann","email":"ann@people.example","role":"billing","password":"correct horse battery"}""";
        var made = await client.Expect(201, "POST", $"customers/{one}/contacts", ann);
        Assert.DoesNotContain("horse", made.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)made["hasPassword"]!);
        Assert.Equal(
            409, (await client.Send("POST", $"customers/{one}/contacts", """{"name":"Ann","email":"ANN@people.example"}""")).Status);
        Assert.Equal("invited", (string?)(await client.Expect(201, "POST", $"customers/{two}/contacts", ann))["status"]);
        Assert.Equal(
            409,
            (await client.Send("POST", $"customers/{two}/contacts", """{"name":"Ann","email":"ann@people.example"}""")).Status);
        Assert.Equal(["email"], (await client.Send("POST", $"customers/{one}/contacts", """{"name":"Bob","email":"bob"}""")).Fields);

        var path = $"customers/{one}/contacts/{made["id"]}";
        var saved = await client.Expect(200, "PUT", path, """{"name":"Ann","email":"ann@people.example","role":"technical"}""");
        Assert.Equal("technical", (string?)saved["role"]);
        Assert.False((bool)saved["hasOtherPlaces"]!);
        Assert.Equal("technical", (string?)(await client.Expect(200, "PUT", path, saved.ToJsonString()))["role"]);
        Assert.Single((await client.Expect(200, "GET", $"customers/{one}/contacts"))["items"]!.AsArray());
        await client.Expect(404, "GET", $"customers/{two}/contacts/{made["id"]}");
        await client.Expect(204, "DELETE", path);
        await client.Expect(404, "GET", path);
        Assert.Equal(409, (await client.Send("DELETE", "domains/contacts.acme.example")).Status);
    }

    [Fact]
    public async Task A_domain_where_an_address_is_somebody_elses_answers_409_at_the_domain_and_changes_nothing()
    {
        using var client = host.Client();
        await client.AddBrand("moves");
        await client.AddDomain("from.moves.example", "moves");
        await client.AddDomain("to.moves.example", "moves");
        var (one, there) = (
            await Add(client, ""","domain":"from.moves.example" """), await Add(client, ""","domain":"to.moves.example" """));
        foreach (var customer in new[] { one, there })
            await client.Expect(201, "POST", $"customers/{customer}/contacts", """{"name":"Ann","email":"ann@moves.example"}""");
        await client.Expect(201, "POST", $"customers/{one}/contacts", """{"name":"Bob","email":"bob@moves.example"}""");
        var before = await client.Expect(200, "GET", $"customers/{one}");
        var refused = await client.Send("PATCH", $"customers/{one}", """{"name":"Moved","domain":"to.moves.example"}""");
        Assert.True(refused.Status == 409, refused.Text);
        Assert.Equal(["domain"], refused.Fields);
        Assert.Contains("ann@moves.example", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("bob@moves.example", refused.Text, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(before, await client.Expect(200, "GET", $"customers/{one}")));
    }

    [Fact]
    public async Task Tells_each_section_with_its_reason()
    {
        using var client = host.Client();
        await client.AddBrand("access");
        await client.Expect(
            201, "POST", "domains", """{"host":"access.acme.example","brand":"access","currencies":["USD"],"access":["payments","cdr"]}""");
        var id = await Add(client, ""","domain":"access.acme.example","accessShow":["dids"],"accessHide":["cdr"]""");
        var sections = JsonNode.Parse((await client.Send("GET", $"customers/{id}/access")).Text)!.AsArray().ToDictionary(
            one => (string)one!["section"]!, one => ((bool)one!["shown"]!, (string)one["reason"]!));
        Assert.Equal((true, "always"), sections["dashboard"]);
        Assert.Equal((true, "domain"), sections["payments"]);
        Assert.Equal((true, "shown"), sections["dids"]);
        Assert.Equal((false, "hidden"), sections["cdr"]);
        Assert.Equal((false, "domain"), sections["routes"]);
    }

    [Fact]
    public async Task A_reseller_sees_and_changes_its_own_alone()
    {
        using var owner = host.Client();
        await owner.AddBrand("mine");
        await owner.AddBrand("theirs");
        var foreign = await Add(owner, ""","reseller":"theirs" """);
        var payment = (await owner.Expect(201, "POST", $"customers/{foreign}/payments", """{"total":"1"}"""))["id"];
        var key = await owner.Expect(
            201, "POST", "api-keys", """{"name":"Reseller","scopes":["customers.write"],"role":"reseller","brands":["mine"]}""");
        using var client = host.Client((string)key["key"]!);
        var own = await client.Expect(201, "POST", "customers", """{"name":"Own","currency":"USD"}""");
        Assert.Equal("mine", (string?)own["reseller"]);
        Assert.Equal(
            [(string)own["id"]!], (await client.Expect(200, "GET", "customers"))["items"]!.AsArray().Select(item => (string)item!["id"]!));
        Assert.Equal(["reseller"], (await client.Send("PATCH", $"customers/{own["id"]}", """{"reseller":"theirs"}""")).Fields);
        foreach (var (verb, path, body) in new[]
        {
            ("GET", "", null),
            ("PUT", "", """{"name":"x","currency":"USD"}"""),
            ("PATCH", "", "{}"),
            ("DELETE", "", null),
            ("GET", "/access", null),
            ("GET", "/payments", null), ("POST", "/payments", """{"total":"1"}"""), ("GET", $"/payments/{payment}", null),
            ("PUT", $"/payments/{payment}", """{"total":"1"}"""),
            ("DELETE", $"/payments/{payment}", (string?)null),
            ("GET", "/contacts", null),
            ("POST", "/contacts", """{"name":"x","email":"x@people.example"}"""),
        })
        {
            await client.Expect(404, verb, $"customers/{foreign}{path}", body);
        }

        var reads = await owner.Expect(201, "POST", "api-keys", """{"name":"Reads","scopes":["all"],"role":"support"}""");
        using var support = host.Client((string)reads["key"]!);
        await support.Expect(200, "GET", $"customers/{foreign}");
        await support.Expect(403, "PATCH", $"customers/{foreign}", "{}");
        await support.Expect(403, "POST", $"customers/{foreign}/payments", """{"total":"1"}""");
        await support.Expect(403, "POST", "customers", """{"name":"x","currency":"USD"}""");
    }
}
