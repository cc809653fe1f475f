using Portal.Access;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class BreakoutPageTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task It_sums_by_destination_with_a_share_of_the_charge_and_leads_to_the_calls()
    {
        Fill();
        var page = (await world.Get("/breakout?range=last7d"))!.Page;
        Assert.Equal(
            ["Destination", "Attempts", "Connected", "Duration", "Charge", "Average call (ACD)", "Answered (ASR)"],
            page.QuerySelectorAll("thead th").Select(th => th.TextContent.Trim()));
        Assert.Equal(
            ["Germany", "2", "1", "0:01:07", "75\u00a0% $3.00", "0:01:07", "50\u00a0%"],
            page.QuerySelectorAll("tbody tr:first-child td").Select(td => td.TextContent.Trim()));
        Assert.Equal("75%", page.QuerySelector("tbody rect")!.GetAttribute("width"));
        Assert.Equal("/cdr?range=last7d&destinationName=Germany", page.QuerySelector("tbody a")!.GetAttribute("href"));
        Assert.Equal(
            ["Total", "3", "2", "0:02:15", "$4.00", "0:01:07", "66.7\u00a0%"],
            page.QuerySelectorAll("tfoot tr > *").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Lines_beyond_the_most_are_one_and_the_file_adds_up_to_all()
    {
        foreach (var name in (string[])["A", "B", "C", "D", "E"])
            world.Calls.Add(call => call with { DestinationName = name, Charge = 1 });
        Assert.Equal("Other", (await world.Get("/breakout"))!.Text("tbody tr:last-child td"));
        var lines = (await world.Get("/breakout.csv"))!.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("destinationName,attempts,connected,duration,charge,acd,asr", lines[0]);
        Assert.Equal("A,1,1,67.4,1.00,67.4,100", lines[1]);
        Assert.Equal("(other),2,2,134.8,2.00,67.4,100", lines[^1]);
    }

    [Theory]
    [InlineData("prefix", "33", null)]
    [InlineData("day", "24 Nov 2026", "/cdr?from=2026-11-23T23:00:00Z&to=2026-11-24T23:00:00Z")]
    [InlineData("hour", "24 Nov 2026 23:00", "/cdr?from=2026-11-24T22:00:00Z&to=2026-11-24T23:00:00Z")]
    public async Task Lines_stand_for_prefixes_days_or_hours_too(string group, string first, string? path)
    {
        world.Calls.Add();
        var page = (await world.Get("/breakout?group=" + group))!.Page;
        Assert.Equal(first, page.QuerySelector("tbody td")!.TextContent.Trim());
        Assert.Equal(path, page.QuerySelector("tbody td a")?.GetAttribute("href"));
        Assert.Equal("true", page.QuerySelector($"a[href='/breakout?group={group}']")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task What_the_domain_doesnt_show_is_left_out_and_so_is_what_is_for_staff()
    {
        Fill();
        var call = SectionWorld.WithColumns(SectionWorld.Call(path: "/breakout.csv"), [], ["customer", "attempts", "destinationName", "sdp"]);
        Assert.StartsWith("attempts,destinationName,sdp\r\n", (await world.Ask(call))!.Body, StringComparison.Ordinal);
        // Without names of destinations lines stand for days.
        call = SectionWorld.WithColumns(SectionWorld.Call(path: "/breakout.csv"), [], ["attempts"]);
        Assert.Equal("callTime,attempts\r\n2026-11-24T00:00:00+01:00,3\r\n", (await world.Ask(call))!.Body);
        call = SectionWorld.WithColumns(SectionWorld.Call(path: "/breakout?group=destination"), [], ["attempts"]);
        Assert.Equal(422, (await world.Ask(call))!.Status);
    }

    [Fact]
    public async Task Every_column_has_a_label_in_each_language()
    {
        Fill();
        foreach (var language in PortalTexts.Languages)
        {
            var call = SectionWorld.WithColumns(SectionWorld.Call(path: "/breakout?group=day", language: language), [], Columns.Breakout);
            Assert.Equal(Columns.Breakout.Length - 2, (await world.Ask(call))!.Page.QuerySelectorAll("thead th").Length);
        }
    }

    [Fact]
    public async Task A_line_leads_nowhere_for_whoever_doesnt_see_calls()
    {
        Fill();
        var customer = SectionWorld.Customer with { AccessHide = ["cdr"] };
        foreach (var path in (string[])["/breakout", "/latest-calls"])
            Assert.Null((await world.Ask(SectionWorld.Call(path: path, customer: customer)))!.Page.QuerySelector("tbody a"));
    }

    [Fact]
    public async Task The_latest_calls_say_first_why_each_ended()
    {
        world.Calls.Add();
        world.Calls.Add(call => call with { SipCode = 503, Duration = 0, ReleaseReason = null, SipReason = null });
        var page = (await world.Get("/latest-calls"))!.Page;
        Assert.Equal(
            ["Caller hung up", "Service unavailable"], page.QuerySelectorAll("tbody td:first-child").Select(td => td.TextContent.Trim()));
        Assert.NotNull(page.QuerySelector("tbody tr:last-child .portal-state-bad"));
        Assert.StartsWith(
            "releaseReason,sipCode,sourceIp,callTime,source,destination,duration\r\ncaller,200,192.0.2.7,",
            (await world.Get("/latest-calls.csv"))!.Body,
            StringComparison.Ordinal);
    }

    private void Fill()
    {
        world.Calls.Add(call => call with { Charge = 1 });
        world.Calls.Add(call => call with { Charge = 3, DestinationName = "Germany" });
        world.Calls.Add(call => call with { Charge = 0, DestinationName = "Germany", SipCode = 480, Duration = 0 });
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
