using AngleSharp.Html.Dom;
using Portal.Access;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class CdrPageTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task It_shows_the_domains_columns_in_the_domains_order()
    {
        world.Calls.Add();
        var call = SectionWorld.WithColumns(SectionWorld.Call(path: "/cdr"), ["destination", "callTime", "duration", "charge"]);
        var page = (await world.Ask(call))!.Page;
        Assert.Equal(["Destination", "Time (Europe/Berlin)↓", "Duration", "Charge"], Texts(page, "thead th"));
        Assert.Equal(["33145", "24 Nov 2026 23:29:00", "0:01:07.4", "$0.044"], Texts(page, "tbody td"));
        Assert.Equal("24 Nov 2026 22:29:00 UTC", page.QuerySelector("tbody time")!.GetAttribute("title"));
    }

    [Fact]
    public async Task Each_column_has_a_cell_a_label_in_each_language_and_a_place_in_the_files()
    {
        world.Calls.Add(call => call with
        {
            RecordingFile = "a.wav",
            HasAudio = true,
            Dtmf = 3,
            Pdd = 1200,
            Lrn = "1",
            CardId = "x",
            TechPrefix = "7#",
            Authentication = "trunk-1",
            Jurisdiction = "interstate",
        });
        foreach (var language in PortalTexts.Languages)
        {
            var page = (await world.Ask(SectionWorld.WithColumns(SectionWorld.Call(path: "/cdr", language: language), Columns.Cdr)))!.Page;
            Assert.Equal(Columns.Cdr.Length, page.QuerySelectorAll("thead th").Length);
            Assert.Equal(Columns.Cdr.Length, page.QuerySelectorAll("tbody td").Length);
        }

        var csv = (await world.Ask(SectionWorld.WithColumns(SectionWorld.Call(path: "/cdr.csv"), Columns.Cdr)))!.Body.Split("\r\n");
        Assert.Equal(string.Join(',', Columns.Cdr), csv[0]);
        Assert.Equal(
            "call-1,sw1,2026-11-24T23:29:00+01:00,4930123,x,7#,33145,1,67.4,a.wav,true,caller,900,5,200,OK,3,,192.0.2.7,33,France,68,0.03,0.01,1200,0.044,trunk-1,interstate",
            csv[1]);
    }

    [Fact]
    public async Task The_address_picks_and_orders_columns_and_one_that_isnt_allowed_is_left_out()
    {
        world.Calls.Add();
        foreach (var path in (string[])["/cdr", "/cdr.csv"])
        {
            var asked = SectionWorld.WithColumns(
                SectionWorld.Call(path: path + "?columns=charge,rate,callTime"), ["callTime", "source", "charge"]);
            var answer = (await world.Ask(asked))!;
            if (path == "/cdr")
                Assert.Equal(["Charge", "Time (Europe/Berlin)↓"], Texts(answer.Page, "thead th"));
            else
                Assert.Equal("charge,callTime\r\n0.044,2026-11-24T23:29:00+01:00\r\n", answer.Body);
        }
    }

    [Fact]
    public async Task A_file_of_lines_has_numbers_as_numbers_and_amounts_with_their_currency()
    {
        world.Calls.Add(call => call with { SipReason = null, CallTime = call.CallTime.AddMilliseconds(20) });
        var call = SectionWorld.WithColumns(
            SectionWorld.Call(path: "/cdr.ndjson?tz=UTC"), ["callTime", "duration", "sipCode", "sipReason", "playAudio", "charge"]);
        var answer = (await world.Ask(call))!;
        Assert.Equal(
            """{"callTime":"2026-11-24T22:29:00.02+00:00","duration":67.4,"sipCode":200,"sipReason":null,"playAudio":false,"charge":"0.044","currency":"USD"}""" + "\n",
            answer.Body);
        Assert.Equal("application/x-ndjson; charset=utf-8", answer.Response.ContentType);
        Assert.Contains("cdr 2026-11-18 to 2026-11-24 UTC.ndjson", answer.Response.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_stand_as_chips_each_of_which_can_be_removed()
    {
        world.Calls.Add();
        world.Calls.Add(call => call with { SipCode = 486, Duration = 0 });
        var page = (await world.Get("/cdr?source=4930&connected=true&range=last7d"))!.Page;
        Assert.Single(page.QuerySelectorAll("tbody tr"));
        Assert.Equal(
            ["/cdr?range=last7d&connected=true", "/cdr?range=last7d&source=4930"],
            page.QuerySelectorAll(".portal-chip").Select(chip => chip.GetAttribute("href")));
        Assert.Equal("4930", ((IHtmlInputElement)page.QuerySelector("#source")!).Value);
        Assert.Equal("last7d", page.QuerySelector(".portal-fields input[type=hidden][name=range]")!.GetAttribute("value"));
        Assert.All(
            page.QuerySelectorAll(".portal-actions a[href^='/cdr.']"),
            link => Assert.Contains("&source=4930&connected=true", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/cdr?source=&destination=49&sipCode=&sort=", "/cdr?destination=49")]
    [InlineData("/cdr?columns=source&columns=charge", "/cdr?columns=source,charge")]
    [InlineData("/cdr?source=+49", "/cdr?source=49")]
    [InlineData("/cdr?source=%2B52+155&range=today", "/cdr?range=today&source=52155")]
    [InlineData("/cdr?destination=0033-1%20(45)", "/cdr?destination=33145")]
    [InlineData("/cdr?source=4%0D%0AX:1&from=2026-11-01", "/cdr?from=2026-11-01")]
    public async Task What_a_form_sends_becomes_a_clean_address(string sent, string address)
    {
        Assert.Equal(address, (await world.Get(sent))!.Location);
        Assert.Equal(200, (await world.Get(address))!.Status);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-11-20&to=2026-11-19", "to")]
    [InlineData("from=2024-11-20&to=2026-11-19", "from")]
    [InlineData("sipCode=99", "sipCode")]
    [InlineData("minDuration=x", "minDuration")]
    [InlineData("connected=maybe", "connected")]
    public async Task What_is_wrong_is_told_at_its_field(string query, string field)
    {
        world.Calls.Add();
        foreach (var ending in (string[])["", ".csv", ".ndjson"])
        {
            var answer = (await world.Get($"/cdr{ending}?{query}"))!;
            Assert.Equal(422, answer.Status);
            Assert.NotEmpty(answer.Text($"#{field}-error"));
            Assert.Null(answer.Page.QuerySelector("table"));
        }
    }

    [Fact]
    public async Task Heads_sort_where_calls_can_be_sorted_and_tell_how_they_are()
    {
        world.Calls.Add();
        var page = (await world.Get("/cdr?sort=-charge"))!.Page;
        Assert.Equal("descending", page.QuerySelector("th:last-child")!.GetAttribute("aria-sort"));
        Assert.Equal("/cdr?sort=charge", page.QuerySelector("th:last-child a")!.GetAttribute("href"));
        Assert.Equal("/cdr?sort=-callTime", page.QuerySelector("th:first-child a")!.GetAttribute("href"));
        Assert.Equal("/cdr?sort=source", page.QuerySelector("th:nth-child(2) a")!.GetAttribute("href"));
        Assert.Equal("-charge", world.Calls.Asked!.Sort);
        world.Calls.IsLarge = true;
        var refused = (await world.Get("/cdr?sort=-charge"))!;
        Assert.Equal(422, refused.Status);
        Assert.Contains("Choose a shorter time", refused.Text(".portal-alert"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_foot_has_the_sums_of_the_whole_filter_for_each_currency()
    {
        for (var i = 0; i < 60; i++)
            world.Calls.Add();
        world.Calls.Add(call => call with { Currency = "EUR", Charge = 1 });
        var page = (await world.Get("/cdr?limit=20"))!.Page;
        Assert.Equal(20, page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(["Total: 60 calls, 60 connected", "Total: 1 call, 1 connected"], Texts(page, "tfoot th"));
        Assert.Equal(["1:07:24", "$2.64", "0:01:07.4", "€1.00"], Texts(page, "tfoot td").Where(text => text.Length > 0));
        world.Calls.IsLarge = true;
        Assert.Contains("too many calls to sum up", (await world.Get("/cdr"))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_a_cursor_of_another_time_leads_to_the_first()
    {
        for (var i = 0; i < 120; i++)
            world.Calls.Add();
        var seen = 0;
        string? path = "/cdr?range=today";
        while (path is not null)
        {
            var page = (await world.Get(path))!.Page;
            seen += page.QuerySelectorAll("tbody tr").Length;
            path = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(120, seen);
        Assert.Equal(200, (await world.Get("/cdr?cursor=gone"))!.Status);
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do_next()
    {
        Assert.Contains("/cdr?range=lastMonth", (await world.Get("/cdr"))!.Page.QuerySelector(".portal-empty")!.InnerHtml, StringComparison.Ordinal);
        Assert.NotNull((await world.Get("/cdr?source=1"))!.Page.QuerySelector(".portal-empty a[href='/cdr']"));
    }

    [Fact]
    public async Task Another_customers_calls_are_nowhere()
    {
        var foreign = world.Calls.Add(call => call with { Source = "99999" }, customer: "c_2");
        foreach (var path in (string[])["/cdr", "/cdr.csv", "/cdr.ndjson", "/latest-calls", "/breakout"])
            Assert.DoesNotContain("99999", (await world.Get(path))!.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("99999", (await world.Get("/cdr.csv?customer=c_2"))!.Body, StringComparison.Ordinal);
        Assert.Null(await world.Get(CallPath.Of(foreign)));
    }

    private static IEnumerable<string> Texts(IHtmlDocument page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
