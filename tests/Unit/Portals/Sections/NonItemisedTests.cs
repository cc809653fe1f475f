using Portal.Access;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Who asked for sums of calls alone is told so where the sums are.</summary>
public sealed class NonItemisedTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Theory]
    [InlineData("/breakout", ContactRole.All, true)]
    [InlineData("/dashboard", ContactRole.All, true)]
    [InlineData("/breakout", ContactRole.Technical, false)]
    public async Task Sums_say_why_there_are_no_calls_and_who_changes_it(string path, ContactRole role, bool maySay)
    {
        world.Calls.Add();
        Assert.DoesNotContain("sums of calls only", (await world.Ask(At(path, role, nonItemised: false)))!.Body, StringComparison.Ordinal);
        var page = (await world.Ask(At(path, role)))!.Page;
        Assert.Contains("sums of calls only", page.QuerySelector(".portal-note:not(.portal-note-warn)")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(maySay, page.QuerySelector(".portal-note a[href='/profile#calls']") is not null);
        Assert.Empty(page.QuerySelectorAll("main a[href^='/cdr'], main a[href^='/dialogs'], main a[href^='/latest-calls']"));
    }

    [Fact]
    public void What_has_single_calls_leads_to_the_sums()
    {
        var call = At("/cdr", ContactRole.All);
        Assert.Equal(
            ["/breakout", "/breakout", "/breakout", null],
            ((string[])["cdr", "latest-calls", "dialogs", "payments"]).Select(section => NonItemised.Leads(call, section)));
        Assert.Null(NonItemised.Leads(At("/cdr", ContactRole.All, nonItemised: false), "cdr"));
    }

    [Fact]
    public async Task There_is_no_single_call_in_pages_files_and_the_background()
    {
        world.Calls.Add();
        foreach (var path in (string[])["/cdr", "/cdr.csv", "/cdr.xlsx", "/cdr.ndjson", "/latest-calls", "/latest-calls.csv", "/dialogs",
            "/dialogs.csv", "/exports"])
            Assert.Null(await world.Ask(At(path, ContactRole.All)));
    }

    private static PortalCall At(string path, ContactRole role, bool nonItemised = true) =>
        SectionWorld.Call(path: path, role: role, customer: SectionWorld.Customer with { NonItemised = nonItemised });

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
