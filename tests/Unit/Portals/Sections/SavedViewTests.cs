using System.Text;
using Portal.Access;
using Portal.Views;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>A view is a name for an address, and never shows what the domain doesn't.</summary>
public sealed class SavedViewTests : IAsyncDisposable
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    private readonly SectionWorld world = new();

    [Fact]
    public async Task What_is_seen_is_saved_by_a_form_and_found_again_by_its_name()
    {
        world.Calls.Add();
        var page = (await world.Get("/cdr?range=last7d&source=49&columns=charge,source&sort=-charge"))!.Page;
        var form = page.QuerySelector("form[action='/views']")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))
            .Where(field => field.Item1[0] != '_').ToArray();
        var saved = (await world.Post(SectionWorld.Call(path: "/views"), [.. hidden, ("name", "Dear ones")]))!;
        Assert.Equal(303, saved.Status);
        const string address = "/cdr?range=last7d&source=49&columns=charge,source&sort=-charge&view=Dear%20ones";
        Assert.Equal(address + "&done=saved", saved.Location);
        Assert.Equal(address, (await world.Get("/cdr?view=Dear%20ones"))!.Location);

        var opened = (await world.Get(saved.Location!))!.Page;
        var link = Assert.Single(opened.QuerySelectorAll(".portal-views a[aria-current]"));
        Assert.Equal(("Dear ones", address), (link.TextContent, link.GetAttribute("href")));
        Assert.Equal("The view has been saved.", opened.QuerySelector(".portal-note-good")!.TextContent);
        Assert.Null((await world.Get("/cdr?range=today"))!.Page.QuerySelector(".portal-views [aria-current]"));
    }

    [Fact]
    public async Task Those_that_the_domain_ships_stand_beside_the_own_ones_as_far_as_it_shows_what_they_have()
    {
        world.Calls.Add();
        await Put("Mine", "range=today");
        var domain = SectionWorld.Domain with
        {
            CdrColumns = ["callTime", "source"],
            Views = new(StringComparer.Ordinal)
            {
                ["Failed"] = "/cdr?range=today&connected=false&columns=source,charge",
                ["Mine"] = "/cdr?range=yesterday",
                ["By day"] = "/breakout?group=day",
            },
        };
        var page = (await world.Ask(SectionWorld.Call(path: "/cdr?range=today", domain: domain)))!.Page;
        Assert.Equal(
            [("Mine", "/cdr?range=today&view=Mine"), ("Failed", "/cdr?range=today&connected=false&columns=source&view=Failed")],
            page.QuerySelectorAll(".portal-views a:not([href='/views'])").Select(link => (link.TextContent, link.GetAttribute("href"))));
        Assert.Equal(
            "/cdr?range=today&connected=false&columns=source&view=Failed",
            (await world.Ask(SectionWorld.Call(path: "/cdr?view=Failed", domain: domain)))!.Location);
        // They are nobody's to rename or delete.
        var all = SectionWorld.Call(path: "/views", domain: domain);
        all.Context.Request.Headers.Accept = "text/html";
        Assert.DoesNotContain("Failed", (await world.Ask(all))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_is_shown_where_the_address_says_nothing()
    {
        await Put("Today", "range=today", isDefault: true);
        Assert.Equal("/cdr?range=today&view=Today", (await world.Get("/cdr"))!.Location);
        Assert.Equal(200, (await world.Get("/cdr?range=last7d"))!.Status);
        // One that says nothing itself doesn't lead to itself.
        await Put("Plain", "", isDefault: true);
        var plain = (await world.Get("/cdr"))!.Location!;
        Assert.Equal("/cdr?range=last7d&view=Plain", plain);
        Assert.Equal(200, (await world.Get(plain))!.Status);
        Assert.Equal(200, (await world.Get("/breakout"))!.Status);
    }

    [Fact]
    public async Task A_breakouts_view_keeps_what_it_is_compared_with_and_what_its_cells_show()
    {
        world.Calls.Add();
        foreach (var query in (string[])["range=today&compare=before", "range=today&group=destination,day&cells=attempts"])
        {
            var page = (await world.Get("/breakout?" + query))!.Page;
            var form = page.QuerySelector("form[action='/views']")!;
            var hidden = form.QuerySelectorAll("input[type=hidden]")
                .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))
                .Where(field => field.Item1[0] != '_').ToArray();
            var saved = (await world.Post(SectionWorld.Call(path: "/views"), [.. hidden, ("name", "Mine")]))!;
            Assert.StartsWith($"/breakout?{query}&view=Mine&done=", saved.Location, StringComparison.Ordinal);
            Assert.Equal($"/breakout?{query}&view=Mine", (await world.Get("/breakout?view=Mine"))!.Location);
            Assert.Equal(200, (await world.Get(saved.Location!))!.Status);
        }

        // A domain that hides names of destinations has no such rows, nor cells.
        var call = SectionWorld.WithColumns(SectionWorld.Call(path: "/breakout?view=Mine"), [], ["attempts"]);
        Assert.Equal("/breakout?range=today&view=Mine", (await world.Ask(call))!.Location);
    }

    [Fact]
    public async Task A_column_filter_or_order_that_the_domain_no_longer_shows_is_left_out()
    {
        world.Calls.Add();
        await Put("Mine", "range=today&columns=rate,charge&sort=-charge&destinationName=France", isDefault: true);
        const string whole = "/cdr?range=today&destinationName=France&columns=rate,charge&sort=-charge&view=Mine";
        foreach (var (columns, leads) in ((string[], string)[])[
            (["charge", "rate", "destinationName"], whole),
            (["charge", "callTime", "destinationName"], "/cdr?range=today&destinationName=France&columns=charge&sort=-charge&view=Mine"),
            (["callTime", "source"], "/cdr?range=today&view=Mine")])
        {
            Assert.Equal(leads, (await Ask("/cdr", columns)).Location);
            Assert.Equal(200, (await Ask(leads, columns)).Status);
        }

        // Whoever had it open before goes on without.
        Assert.Equal("/cdr?range=today&view=Mine", (await Ask(whole, ["callTime", "source"])).Location);
    }

    [Fact]
    public async Task Groups_of_a_breakout_that_the_domain_no_longer_shows_are_left_out()
    {
        world.Calls.Add();
        await world.Views.Put("ct_1", new("breakout", "Prefixes", "range=today&group=prefix", false), Stop);
        var call = SectionWorld.WithColumns(SectionWorld.Call(path: "/breakout?view=Prefixes"), Columns.Cdr, ["attempts"]);
        Assert.Equal("/breakout?range=today&view=Prefixes", (await world.Ask(call))!.Location);
        Assert.Equal("/breakout?range=today&group=prefix&view=Prefixes", (await world.Get("/breakout?view=Prefixes"))!.Location);
    }

    [Fact]
    public async Task Programs_read_make_and_remove_views_as_JSON()
    {
        const string body = """{"name":"Lost","section":"cdr","query":"?connected=false&cursor=x&nonsense=1","default":true}""";
        var made = await Json("POST", "/views", body);
        Assert.Equal((201, """{"name":"Lost","section":"cdr","query":"connected=false","default":true}"""), made);
        Assert.Equal(200, (await Json("POST", "/views", body)).Status);
        Assert.Equal($"[{made.Body}]", (await Json("GET", "/views")).Body);
        Assert.Equal(204, (await Json("DELETE", "/views?section=cdr&name=Lost")).Status);
        Assert.Null(await world.Ask(Sent("DELETE", "/views?section=cdr&name=Lost")));
        Assert.Equal("[]", (await Json("GET", "/views")).Body);
    }

    [Theory]
    [InlineData("""{"name":"","section":"cdr"}""", 422, "name")]
    [InlineData("""{"name":"x","section":"cdr","query":"sipCode=7"}""", 422, "query")]
    [InlineData("""{"name":"x","section":"cdr","query":"range=ever"}""", 422, "query")]
    [InlineData("""{"name":"x","section":"cdr","colour":"red"}""", 400, "colour")]
    [InlineData("""{"name":1,"section":"cdr"}""", 400, "name")]
    [InlineData("{", 400, "JSON")]
    public async Task What_is_wrong_in_JSON_is_told_at_its_field(string body, int status, string names)
    {
        var answer = await Json("POST", "/views", body);
        Assert.Equal(status, answer.Status);
        Assert.Contains(names, answer.Body, StringComparison.Ordinal);
        Assert.Empty(await world.Views.All("ct_1", Stop));
    }

    [Fact]
    public async Task A_name_that_is_wrong_is_told_at_its_field_with_what_was_typed()
    {
        var answer = (await world.Post(
            SectionWorld.Call(path: "/views"), ("section", "cdr"), ("query", "range=today"), ("name", new string('x', 61))))!;
        Assert.Equal(422, answer.Status);
        Assert.NotEmpty(answer.Text("#name-error"));
        Assert.Equal("range=today", answer.Page.QuerySelector("input[name=query]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task More_than_twenty_are_refused_with_a_sentence()
    {
        for (var i = 0; i < SavedView.Most; i++)
            await Put($"View {i}", "range=today");
        Assert.Equal(409, (await Json("POST", "/views", """{"name":"one more","section":"cdr"}""")).Status);
        var answer = (await world.Post(SectionWorld.Call(path: "/views"), ("section", "cdr"), ("name", "one more")))!;
        Assert.Equal(422, answer.Status);
        Assert.Contains("20 views", answer.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await Json("POST", "/views", """{"name":"View 3","section":"cdr"}""")).Status);
    }

    [Fact]
    public async Task The_page_of_views_changes_the_default_and_deletes()
    {
        await Put("Mine", "range=today");
        var call = SectionWorld.Call(path: "/views");
        call.Context.Request.Headers.Accept = "text/html";
        var page = (await world.Ask(call))!.Page;
        Assert.Equal("/cdr?range=today&view=Mine", page.QuerySelector(".portal-rows a")!.GetAttribute("href"));
        await world.Post(SectionWorld.Call(path: "/views/default"), ("section", "cdr"), ("name", "Mine"), ("default", "true"));
        Assert.True(Assert.Single(await world.Views.All("ct_1", Stop)).IsDefault);
        await world.Post(SectionWorld.Call(path: "/views/delete"), ("section", "cdr"), ("name", "Mine"));
        Assert.Empty(await world.Views.All("ct_1", Stop));
    }

    [Fact]
    public async Task A_hidden_section_has_no_views_to_see_or_make()
    {
        await Put("Mine", "range=today");
        Assert.Null(await world.Ask(SectionWorld.Call(path: "/views", role: ContactRole.Billing)));
        var customer = SectionWorld.Customer with { AccessHide = ["cdr"] };
        var list = (await world.Ask(SectionWorld.Call(path: "/views", customer: customer)))!;
        Assert.Equal("[]", list.Body);
        Assert.Null(await world.Post(SectionWorld.Call(path: "/views", customer: customer), ("section", "cdr"), ("name", "x")));
        Assert.Null(await world.Post(SectionWorld.Call(path: "/views"), ("section", "payments"), ("name", "x")));
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private Task<ViewOutcome> Put(string name, string query, bool isDefault = false) =>
        world.Views.Put("ct_1", new("cdr", name, query, isDefault), Stop);

    private async Task<Answered> Ask(string path, string[] columns) =>
        (await world.Ask(SectionWorld.WithColumns(SectionWorld.Call(path: path), columns)))!;

    private async Task<(int Status, string Body)> Json(string method, string path, string? body = null)
    {
        var answer = (await world.Ask(Sent(method, path, body)))!;
        return (answer.Status, answer.Body);
    }

    private static PortalCall Sent(string method, string path, string? body = null)
    {
        var call = SectionWorld.Call(method, path);
        call.Context.Request.Headers.Accept = "application/json";
        call.Context.Request.ContentType = body is null ? null : "application/json";
        call.Context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        return call;
    }
}
