using System.Text.Json.Nodes;

namespace Portal.Tests.Cluster.Api;

public sealed class ChangeTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Takes_back_what_it_gave()
    {
        using var client = host.Client();
        await client.AddBrand("back");
        await client.Expect(
            201,
            "POST",
            "domains",
            """{"host":"back.acme.example","brand":"back","currencies":["USD","EUR"],"flags":["rememberMe"],"smtp":"""
                + """{"server":"smtp.acme.example","userName":"acme","from":"a@acme.example","password":"geheim"}}""");
        var given = await client.Expect(200, "GET", "domains/back.acme.example");
        Assert.DoesNotContain("geheim", given.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)given["smtp"]!["hasPassword"]!);

        var taken = await client.Expect(200, "PUT", "domains/back.acme.example", given.ToJsonString());
        Assert.Equal((long)given["version"]! + 1, (long)taken["version"]!);
        foreach (var name in new[] { "version", "changedAt" })
        {
            given.Remove(name);
            taken.Remove(name);
        }

        Assert.True(JsonNode.DeepEquals(given, taken), taken.ToJsonString());
    }

    [Fact]
    public async Task Patches_only_what_is_named_and_clears_a_password_by_null()
    {
        using var client = host.Client();
        await client.AddBrand("patch");
        await client.Expect(
            201,
            "POST",
            "domains",
            """{"host":"patch.acme.example","brand":"patch","currencies":["USD"],"footer":"Old","smtp":"""
                + """{"server":"smtp.acme.example","userName":"acme","from":"a@acme.example","password":"geheim"}}""");
        var once = await client.Expect(200, "PATCH", "domains/patch.acme.example", """{"footer":null,"look":{"primaryColor":"#0a7cff"}}""");
        Assert.Null(once["footer"]);
        Assert.Equal("#0a7cff", (string?)once["look"]!["primaryColor"]);
        Assert.True((bool)once["smtp"]!["hasPassword"]!);
        var twice = await client.Expect(200, "PATCH", "domains/patch.acme.example", """{"smtp":{"password":null}}""");
        Assert.False((bool)twice["smtp"]!["hasPassword"]!);
        Assert.Equal("smtp.acme.example", (string?)twice["smtp"]!["server"]);
        Assert.Equal(["$.nope"], (await client.Send("PATCH", "domains/patch.acme.example", """{"nope":null}""")).Fields);
    }

    [Fact]
    public async Task Lets_one_of_two_changes_of_one_version_pass()
    {
        using var client = host.Client();
        await client.AddBrand("race");
        await client.AddDomain("race.acme.example", "race");
        for (var round = 0; round < 5; round++)
        {
            var tag = (await client.Send("GET", "domains/race.acme.example")).ETag!;
            var replies = await Task.WhenAll(Enumerable.Range(0, 2).Select(i =>
                client.Send(
                    "PUT", "domains/race.acme.example", $$"""{"currencies":["USD"],"footer":"{{round}} {{i}}"}""", ("If-Match", tag))));
            Assert.Equal([200, 412], replies.Select(reply => reply.Status).Order());
        }
    }

    [Fact]
    public async Task Loses_no_patch_of_many_at_once()
    {
        using var client = host.Client();
        await client.AddBrand("many");
        await client.AddDomain("many.acme.example", "many");
        string[] parts =
        [
            """{"footer":"f"}""", """{"css":"a{}"}""", """{"customerSignUp":true}""", """{"carrierSignUp":true}""",
            """{"brandName":"n"}""",
        ];
        await Task.WhenAll(parts.Select(part => client.Expect(200, "PATCH", "domains/many.acme.example", part)));
        var now = await client.Expect(200, "GET", "domains/many.acme.example");
        Assert.Equal(
            ("f", "a{}", true, true, "n"),
            (
                (string?)now["footer"],
                (string?)now["css"],
                (bool)now["customerSignUp"]!,
                (bool)now["carrierSignUp"]!,
                (string?)now["brandName"]));
    }

    [Fact]
    public async Task Knows_conditions()
    {
        using var client = host.Client();
        var made = await client.AddBrand("conditions");
        var tag = $"\"{made["version"]}\"";
        Assert.Equal(304, (await client.Send("GET", "brands/conditions", null, ("If-None-Match", tag))).Status);
        Assert.Equal(200, (await client.Send("GET", "brands/conditions", null, ("If-None-Match", "\"999\""))).Status);
        Assert.Equal(412, (await client.Send("DELETE", "brands/conditions", null, ("If-Match", "\"999\""))).Status);
        Assert.Equal(412, (await client.Send("DELETE", "brands/conditions", null, ("If-Match", "W/\"999\""))).Status);
        Assert.Equal(400, (await client.Send("DELETE", "brands/conditions", null, ("If-Match", "seven"))).Status);
        Assert.Equal(200, (await client.Send("PATCH", "brands/conditions", "{}", ("If-Match", "*"))).Status);
        // A proxy that compresses has weakened it, or added to it.
        Assert.Equal(304, (await client.Send("GET", "brands/conditions", null, ("If-None-Match", "W/\"2\""))).Status);
        Assert.Equal(200, (await client.Send("PATCH", "brands/conditions", "{}", ("If-Match", "W/\"2\""))).Status);
        Assert.Equal(200, (await client.Send("PATCH", "brands/conditions", "{}", ("If-Match", "\"3-gzip\""))).Status);
        Assert.Equal(204, (await client.Send("DELETE", "brands/conditions", null, ("If-Match", "\"4\", \"7\""))).Status);
        Assert.Equal(404, (await client.Send("GET", "brands/conditions")).Status);
    }

    [Fact]
    public async Task Takes_texts_by_language_and_script_sources()
    {
        using var client = host.Client();
        var brand = await client.Expect(201, "POST", "brands", """
            {"id":"texts","name":"Texts","scriptSources":"any","javaScript":"go()","texts":{"de":{"footer":"Fuß","links":[{"text":"AGB","url":"https://acme.example/agb"}],"support":"hilfe@acme.example"}}}
            """);
        Assert.Equal("any", (string?)brand["scriptSources"]);
        Assert.Equal("AGB", (string?)brand["texts"]!["de"]!["links"]![0]!["text"]);
        Assert.True(JsonNode.DeepEquals(brand["texts"], (await client.Expect(200, "PUT", "brands/texts", brand.ToJsonString()))["texts"]));
        var patched = await client.Expect(200, "PATCH", "brands/texts", """{"texts":{"de":{"footer":null},"en":{"footer":"Foot"}}}""");
        Assert.Null(patched["texts"]!["de"]!["footer"]);
        Assert.Equal(
            ("Foot", "hilfe@acme.example"),
            ((string?)patched["texts"]!["en"]!["footer"], (string?)patched["texts"]!["de"]!["support"]));
        Assert.Null((await client.Expect(200, "PATCH", "brands/texts", """{"texts":null}"""))["texts"]);

        Assert.Equal(["texts.xx"], (await client.Send("PATCH", "brands/texts", """{"texts":{"xx":{"footer":"?"}}}""")).Fields);
        Assert.Equal(
            ["texts.de.links[0].url", "texts.de.support"],
            (await client.Send(
                "PATCH",
                "brands/texts",
                """{"texts":{"de":{"links":[{"text":"a","url":"ftp://x"}],"support":"nobody"}}}""")).Fields.Order());
        Assert.Equal(["$.texts.de.foot"], (await client.Send("PATCH", "brands/texts", """{"texts":{"de":{"foot":"?"}}}""")).Fields);
        Assert.Equal(["scriptSources"], (await client.Send("PATCH", "brands/texts", """{"scriptSources":"some"}""")).Fields);

        await client.AddDomain("texts.acme.example", "texts");
        Assert.Null((await client.Expect(200, "GET", "domains/texts.acme.example"))["scriptSources"]);
        var domain = await client.Expect(
            200,
            "PATCH",
            "domains/texts.acme.example",
            """{"scriptSources":"own","javaScript":"fetch('https://api.example/')","texts":{"de":{"footer":"Eigener"}}}""");
        Assert.Equal(("own", "Eigener"), ((string?)domain["scriptSources"], (string?)domain["texts"]!["de"]!["footer"]));
        Assert.Contains("https://api.example", (string?)Assert.Single(domain["warnings"]!.AsArray())!["text"], StringComparison.Ordinal);
        Assert.Equal("javaScript", (string?)domain["warnings"]![0]!["field"]);
    }

    [Fact]
    public async Task Says_what_can_not_run_or_load_at_its_field()
    {
        using var client = host.Client();
        await client.AddBrand("code");
        Assert.Equal(
            ["css", "javaScript"],
            (await client.Send(
                "PATCH", "brands/code", """{"javaScript":"foo(","css":"@import 'https://fonts.example/a.css';"}""")).Fields.Order());
    }

    [Fact]
    public async Task Keeps_names_that_can_not_change_and_says_what_exists_or_is_in_use()
    {
        using var client = host.Client();
        await client.AddBrand("fixed");
        await client.AddDomain("fixed.acme.example", "fixed");
        Assert.Equal(
            ["host"],
            (await client.Send("PUT", "domains/fixed.acme.example", """{"host":"other.acme.example","currencies":["USD"]}""")).Fields);
        Assert.Equal(["id"], (await client.Send("PATCH", "brands/fixed", """{"id":"other"}""")).Fields);
        Assert.Equal(409, (await client.Send("POST", "domains", """{"host":"FIXED.acme.example.","currencies":["USD"]}""")).Status);
        Assert.Equal(409, (await client.Send("POST", "brands", """{"id":"fixed","name":"x"}""")).Status);
        var used = await client.Send("DELETE", "brands/fixed");
        Assert.Equal(409, used.Status);
        Assert.Contains("1 domain", used.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_an_international_name_as_people_write_it()
    {
        using var client = host.Client();
        await client.AddBrand("idn");
        var made = await client.AddDomain("portal.bücher.example", "idn");
        Assert.Equal("portal.xn--bcher-kva.example", (string?)made["host"]);
        await client.Expect(200, "GET", "domains/Portal.B%C3%BCcher.example");
        await client.Expect(200, "GET", "domains/portal.xn--bcher-kva.example");
    }

    [Fact]
    public async Task Goes_on_with_a_higher_version_when_a_host_comes_back()
    {
        using var client = host.Client();
        await client.AddBrand("again");
        var first = await client.AddDomain("again.acme.example", "again");
        await client.Expect(204, "DELETE", "domains/again.acme.example");
        await client.Expect(404, "GET", "domains/again.acme.example");
        var second = await client.AddDomain("again.acme.example", "again");
        Assert.True((long)second["version"]! > (long)first["version"]!);
    }
}
