using Portal.Access;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>What the overview shows of calls over time, and to whom.</summary>
public sealed class TrendTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    private static string[] Shown(Answered answer) =>
        [.. answer.Page.QuerySelectorAll("[data-trend]").Select(one => one.GetAttribute("data-trend")!)];

    private void Fill()
    {
        world.LiveCalls.Tell("sw1", SectionWorld.Now);
        world.LiveCalls.Add(MadeUpLive.Call(1));
        for (var i = 0; i < 6; i++)
        {
            world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddMinutes(-1) });
            world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddMinutes(-1), SipCode = 486, Duration = 0, Charge = 0 });
        }

        // An hour with one call alone.
        world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddHours(-3), SipCode = 486, Duration = 0, Charge = 0 });
        world.Samples.AddChannels(40, 7);
        world.Samples.AddChannels(65, 0);
        world.Samples.AddPeak(40, 3);
    }

    [Fact]
    public async Task Each_has_one_number_a_picture_and_the_same_as_a_table()
    {
        Fill();
        var answer = (await world.Get("/dashboard"))!;
        Assert.Equal(["channels", "cps", "asr", "acd", "dtmf"], Shown(answer));
        foreach (var (trend, number, lines) in ((string, string, int)[])[
            ("channels", "7 at most", 48), ("cps", "3 at most", 48), ("asr", "46.2\u00a0% on the whole", 24),
            ("acd", "0:01:07 on the whole", 24)])
        {
            var part = answer.Page.QuerySelector($"[data-trend={trend}]")!;
            Assert.Equal(number, part.QuerySelector(".portal-trend-number")!.TextContent.Trim());
            Assert.Contains(number, part.QuerySelector("svg")!.GetAttribute("aria-label")!, StringComparison.Ordinal);
            Assert.Equal(lines, part.QuerySelectorAll("details tbody tr").Length);
        }

        // Half an hour without a word of a switch is a gap; one without a call is none.
        var channels = answer.Page.QuerySelectorAll("[data-trend=channels] tbody tr td:nth-child(2)")
            .Select(cell => cell.TextContent.Trim());
        Assert.Equal(["–", "0", "7", "–", "–"], channels.TakeLast(5));
    }

    [Fact]
    public async Task An_hour_with_few_calls_is_a_gap_that_is_said()
    {
        Fill();
        var page = (await world.Get("/dashboard"))!.Page;
        var points = page.QuerySelectorAll("[data-trend=asr] tbody tr td:nth-child(2)").Select(cell => cell.TextContent.Trim());
        Assert.Equal(["–", "–", "–", "50\u00a0%"], points.TakeLast(4));
        Assert.Contains("fewer than 5 calls", page.QuerySelector("[data-trend=asr] figcaption")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("fewer than 5 connected", page.QuerySelector("[data-trend=acd] figcaption")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("[data-trend=cps] figcaption"));
    }

    [Fact]
    public async Task The_time_that_they_show_is_part_of_the_address()
    {
        Fill();
        foreach (var (name, points) in ((string, int)[])[("day", 24), ("week", 28), ("month", 30), ("nonsense", 24)])
        {
            var page = (await world.Get("/dashboard?charts=" + name))!.Page;
            Assert.Equal(points, page.QuerySelectorAll("[data-trend=asr] tbody tr").Length);
            Assert.Equal(
                name == "nonsense" ? "/dashboard" : page.QuerySelector("[aria-current=true]")!.GetAttribute("href"),
                page.QuerySelector(".portal-ranges [aria-current=true]")!.GetAttribute("href"));
        }
    }

    [Fact]
    public async Task What_is_allowed_stands_beside_what_is_and_across_the_picture()
    {
        Fill();
        var page = (await world.Ask(SectionWorld.Call(customer: SectionWorld.Customer with { Channels = 30 })))!.Page;
        var now = page.QuerySelector(".portal-channels-now")!.TextContent;
        Assert.Equal("1 of 30 allowed", string.Join(' ', now.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.NotNull(page.QuerySelector("[data-trend=channels] path.portal-chart-limit"));
        Assert.Null(page.QuerySelector("[data-trend=cps] path.portal-chart-limit"));
    }

    [Fact]
    public async Task Each_is_of_who_sees_its_section_and_its_column()
    {
        Fill();
        Assert.Empty(Shown((await world.Get("/dashboard", role: ContactRole.Billing))!));
        foreach (var (hidden, shown) in ((string, string[])[])[
            ("dialogs", ["cps", "asr", "acd", "dtmf"]), ("breakout", ["channels"])])
        {
            var answer = (await world.Ask(SectionWorld.Call(customer: SectionWorld.Customer with { AccessHide = [hidden] })))!;
            Assert.Equal(shown, Shown(answer));
            Assert.Equal(hidden == "dialogs", answer.Page.QuerySelector("[data-calls]") is null);
            Assert.Equal(hidden == "dialogs", answer.Page.QuerySelector("[data-events]") is null);
        }

        var domain = SectionWorld.Domain with { BreakoutColumns = ["attempts", "asr"] };
        Assert.Equal(["channels", "cps", "asr"], Shown((await world.Ask(SectionWorld.Call(domain: domain)))!));
    }

    [Fact]
    public async Task Where_there_was_nothing_there_is_nothing_to_see() => Assert.Empty(Shown((await world.Get("/dashboard"))!));

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
