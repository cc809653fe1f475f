using AngleSharp.Html.Dom;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class CallSelectionTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task Ticked_calls_are_summed_exactly_and_averages_are_made_of_the_sums()
    {
        world.Calls.Add(call => call with { Duration = 0.1m, Charge = 0.1m });
        world.Calls.Add(call => call with { Duration = 600.2m, Charge = 0.2m });
        world.Calls.Add(call => call with { SipCode = 486, Duration = 0, Charge = 0 });
        world.Calls.Add(call => call with { Currency = "EUR", Charge = 7 });
        world.Calls.Add(call => call with { Currency = "EUR", Charge = 1_000_000.000001m, Duration = 1 });
        var boxes = Boxes((await world.Get("/cdr?sort=callTime"))!.Page);
        Assert.Equal(5, boxes.Length);
        var chosen = boxes.Where(box => box.GetAttribute("data-micro") != "7000000").Select(box => $"&{box.Name}={box.Value}");
        var page = (await world.Get("/cdr?sort=callTime" + string.Concat(chosen)))!.Page;
        Assert.Equal(4, Boxes(page).Count(box => box.IsChecked));
        Assert.Equal(
            ["Selected 4", "Connected 3", "Answered (ASR) 75\u00a0%", "Duration 0:10:01.3", "Average duration (ACD) 0:03:20",
                "Charge €1,000,000.000001", "Charge $0.30"],
            page.QuerySelectorAll("[data-sums] li").Select(line => line.TextContent));
        // What else the address says is kept.
        Assert.Equal("callTime", page.QuerySelector("#selection input[name=sort]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Nothing_is_summed_of_what_the_domain_doesnt_show()
    {
        world.Calls.Add();
        var call = SectionWorld.WithColumns(SectionWorld.Call(path: "/cdr"), ["callTime", "source"]);
        var page = (await world.Ask(call))!.Page;
        var box = Assert.Single(Boxes(page));
        Assert.False(box.HasAttribute("data-micro") || box.HasAttribute("data-ms"));
        Assert.Equal(3, page.QuerySelectorAll("[data-sums] li").Length);
        Assert.True(page.QuerySelector("[data-sums]")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task A_ticked_call_that_left_the_page_is_said_to_be_missing()
    {
        world.Calls.Add();
        var box = Boxes((await world.Get("/cdr"))!.Page)[0];
        var page = (await world.Get($"/cdr?{box.Name}={box.Value}&{box.Name}=gonegone1"))!.Page;
        Assert.Contains("no longer on this page", page.QuerySelector("#selection .portal-hint")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", page.QuerySelector("[data-sum=count]")!.TextContent);
    }

    [Fact]
    public async Task A_page_of_the_most_calls_fits_in_an_address_when_all_are_ticked()
    {
        for (var i = 0; i < 500; i++)
            world.Calls.Add();
        var boxes = Boxes((await world.Get("/cdr?limit=500"))!.Page);
        Assert.Equal(500, boxes.Select(box => box.Value).Distinct().Count());
        Assert.True(boxes.Sum(box => box.Name!.Length + box.Value.Length + 2) < 6500);
    }

    private static IHtmlInputElement[] Boxes(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("tbody input[type=checkbox]").Cast<IHtmlInputElement>()];

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
