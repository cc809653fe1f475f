using Portal.Calls;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>A breakout by two groups at once.</summary>
public sealed class PivotPageTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task Rows_are_destinations_by_charge_and_columns_are_days_with_totals_of_both()
    {
        Fill();
        var page = (await world.Get("/breakout?from=2026-11-23&to=2026-11-24&group=destination,day"))!.Page;
        Assert.Equal(
            ["Destination", "23 Nov 2026", "24 Nov 2026", "Total"],
            page.QuerySelectorAll("table.portal-grid thead th").Select(th => th.TextContent.Trim()));
        Assert.Equal(
            [["Germany", "$2.00", "$3.00", "$5.00"], ["France", "–", "$1.00", "$1.00"]],
            page.QuerySelectorAll("tbody tr").Select(tr => tr.QuerySelectorAll("td").Select(td => td.TextContent.Trim()).ToArray()));
        Assert.Equal(
            ["Total", "$2.00", "$4.00", "$6.00"], page.QuerySelectorAll("tfoot tr > *").Select(cell => cell.TextContent.Trim()));
        Assert.Equal(
            "true",
            page.QuerySelector("a[href$='group=destination%2Cday'], a[href$='group=destination,day']")!.GetAttribute("aria-current"));
        Assert.Equal(
            ["Charge", "Attempts", "Connected", "Duration"],
            page.QuerySelectorAll("nav[aria-label='Cells show'] a").Select(a => a.TextContent.Trim()));
    }

    [Fact]
    public async Task Hours_are_those_of_the_day_and_cells_show_what_is_chosen()
    {
        Fill();
        var lines = (await world.Get("/breakout.csv?range=last7d&group=prefix,hour&cells=attempts"))!.Body.Split("\r\n");
        Assert.StartsWith("destinationName,00:00,01:00,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",23:00,total", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",0,3,3", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_beyond_the_most_are_one_and_all_add_up()
    {
        for (var i = 0; i < 60; i++)
            world.Calls.Add(call => call with { DestinationName = $"P{i:00}", Charge = 1 });
        var lines = (await world.Get("/breakout.csv?range=today&group=destination,day"))!.Body
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(52, lines.Length);
        Assert.Equal("(other),10.00,10.00", lines[^1]);
        Assert.Equal(200, (await world.Get("/breakout.xlsx?range=today&group=destination,day"))!.Status);
    }

    [Fact]
    public void Days_beyond_the_most_are_one_column_before_the_others()
    {
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var query = new PivotQuery(from, from.AddDays(60)) { Customer = "c_1", Zone = TimeZoneInfo.Utc };
        var sheet = PivotSheet.Of(query, new([new("A", null, new("USD") { Attempts = 4 }), new("A", 20513, new("USD") { Attempts = 1 })]));
        Assert.Equal(PivotQuery.MostDays + 1, sheet.Steps.Count);
        Assert.Equal((null, new DateOnly(2026, 3, 1)), (sheet.Steps[0], PivotSheet.Day(sheet.Steps[^1]!.Value)));
        Assert.Equal(5, sheet.Lines[0].Total.Attempts);
        Assert.Equal(5, sheet.Totals[0].Cells.Sum(cell => cell.Attempts));
    }

    [Fact]
    public async Task What_the_domain_doesnt_show_is_no_choice_and_too_long_a_time_is_told()
    {
        Fill();
        var call = SectionWorld.WithColumns(
            SectionWorld.Call(path: "/breakout?group=destination,day&cells=charge"), [], ["destinationName", "attempts"]);
        Assert.Equal(422, (await world.Ask(call))!.Status);
        foreach (var columns in (string[][])[["attempts"], ["destinationName", "asr"]])
        {
            call = SectionWorld.WithColumns(SectionWorld.Call(path: "/breakout?group=destination,day"), [], columns);
            Assert.Equal(422, (await world.Ask(call))!.Status);
        }

        Assert.Equal(422, (await world.Get("/breakout?group=destination,day&compare=before"))!.Status);
        Assert.Contains(
            "at most 31 days",
            (await world.Get("/breakout?from=2026-01-01&to=2026-03-01&group=destination,hour"))!.Text(".portal-alert"),
            StringComparison.Ordinal);
    }

    private void Fill()
    {
        world.Calls.Add(call => call with { Charge = 1 });
        world.Calls.Add(call => call with { Charge = 3, DestinationName = "Germany" });
        world.Calls.Add(call => call with { Charge = 2, DestinationName = "Germany", CallTime = SectionWorld.Now.AddDays(-1) });
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
