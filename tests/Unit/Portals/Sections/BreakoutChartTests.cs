namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>The picture above a breakout's table.</summary>
public sealed class BreakoutChartTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task The_first_lines_are_drawn_and_all_others_are_one_bar()
    {
        for (var i = 0; i < 2; i++)
            world.Calls.Add(call => call with { DestinationName = $"P{i}", Charge = 10 - i });
        var page = (await world.Get("/breakout?range=today"))!.Page;
        Assert.Equal(
            ["P0: Charge $10.00", "P1: Charge $9.00"], page.QuerySelectorAll(".portal-chart title").Select(title => title.TextContent));
        Assert.Equal(
            "Charge from P0 to P1. The table below has each.", page.QuerySelector(".portal-chart svg")!.GetAttribute("aria-label"));
        for (var i = 0; i < 12; i++)
            world.Calls.Add(call => call with { DestinationName = $"Q{i:00}", Charge = 1 });
        page = (await world.Get("/breakout?range=today&compare=before"))!.Page;
        world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddDays(-3) });
        page = (await world.Get("/breakout?range=today&compare=before"))!.Page;
        Assert.Equal(11, page.QuerySelectorAll(".portal-chart title").Length);
        Assert.Equal("Other: Charge $4.00, Charge, before $0.00", page.QuerySelectorAll(".portal-chart title")[^1].TextContent);
    }

    [Fact]
    public async Task Each_day_has_its_bar_also_one_without_calls()
    {
        world.Calls.Add(call => call with { Charge = 1 });
        world.Calls.Add(call => call with { Charge = 2, CallTime = SectionWorld.Now.AddDays(-3) });
        var page = (await world.Get("/breakout?group=day&range=last7d"))!.Page;
        var titles = page.QuerySelectorAll(".portal-chart title").Select(title => title.TextContent).ToArray();
        Assert.Equal(7, titles.Length);
        Assert.Equal(("21 Nov 2026: Charge $2.00", "22 Nov 2026: Charge $0.00"), (titles[3], titles[4]));
    }

    [Fact]
    public async Task Nothing_is_drawn_where_there_is_nothing_or_the_domain_shows_no_such_number()
    {
        Assert.Null((await world.Get("/breakout"))!.Page.QuerySelector(".portal-chart"));
        world.Calls.Add();
        Assert.Null((await world.Get("/breakout"))!.Page.QuerySelector(".portal-chart"));
        world.Calls.Add(call => call with { DestinationName = "Kenya" });
        Assert.NotNull((await world.Get("/breakout"))!.Page.QuerySelector(".portal-chart"));
        var call = SectionWorld.WithColumns(SectionWorld.Call(path: "/breakout"), [], ["destinationName", "asr"]);
        Assert.Null((await world.Ask(call))!.Page.QuerySelector(".portal-chart"));
        // Amounts of two currencies don't compare: then it is how long the calls were.
        world.Calls.Add(call => call with { Currency = "EUR" });
        Assert.StartsWith(
            "Duration",
            (await world.Get("/breakout"))!.Page.QuerySelector(".portal-chart svg")!.GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
