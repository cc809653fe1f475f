using Portal.Calls;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class LivePageTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    private static IEnumerable<string> Texts(Answered answer, string selector) =>
        answer.Page.QuerySelectorAll(selector).Select(
            found => string.Join(' ', found.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    private static void Begins(string begin, Answered answer, string selector) =>
        Assert.StartsWith(begin, Assert.Single(Texts(answer, selector)), StringComparison.Ordinal);

    [Fact]
    public async Task A_call_stands_with_its_begin_its_duration_and_its_state_in_words()
    {
        world.LiveCalls.Tell("sw1", SectionWorld.Now);
        world.LiveCalls.Add(MadeUpLive.Call(55));
        world.LiveCalls.Add(MadeUpLive.Call(1) with { Started = SectionWorld.Now.AddMinutes(1), State = LiveCallState.Answered });
        var english = (await world.Get("/dialogs"))!;
        Assert.Equal(["Started (Europe/Berlin)", "Duration", "Source", "Destination", "State", "Switch"], Texts(english, "thead th"));
        Assert.Equal(["24 Nov 2026 22:28:35", "1:01:25", "4930055", "33145", "Ringing", "sw1"], Texts(english, "tbody tr:first-child td"));
        Assert.Equal("PT3685S", english.Page.QuerySelector("tbody td:nth-child(2) time")!.GetAttribute("datetime"));
        // Of a switch whose clock is ahead.
        Assert.Equal("0:00:00", Texts(english, "tbody tr:last-child td").ElementAt(1));
        Assert.Equal(["Klingelt", "Im Gespräch"], Texts((await world.Get("/dialogs", "de"))!, "tbody td:nth-child(5)"));
        Begins("2 calls in progress As of 24 Nov 2026 23:30:00 (Europe/Berlin)", english, ".portal-count");
        Assert.Empty(Texts(english, ".portal-live .portal-note"));
    }

    [Fact]
    public async Task How_many_there_are_is_held_against_how_many_there_may_be()
    {
        world.LiveCalls.Tell("sw1", SectionWorld.Now);
        world.LiveCalls.Add(MadeUpLive.Call(1));
        foreach (var (channels, language, said) in ((int?, string, string)[])[
            (30, "en", "1 call in progress; up to 30 at a time are allowed."), (1, "en", "1 call in progress; 1 at a time is allowed."),
            (30, "de", "1 laufender Anruf; bis zu 30 gleichzeitig sind erlaubt."), (null, "en", "1 call in progress As of")])
        {
            var answer = (await world.Ask(SectionWorld.Call(
                path: "/dialogs", language: language, customer: SectionWorld.Customer with { Channels = channels })))!;
            Begins(said, answer, ".portal-count");
        }
    }

    [Fact]
    public async Task A_switch_that_fell_silent_is_said_in_a_sentence()
    {
        world.LiveCalls.Tell("sw1", SectionWorld.Now.AddSeconds(-150), isStale: true);
        world.LiveCalls.Add(MadeUpLive.Call(1));
        Assert.Equal(
            "These calls were reported 2 minutes ago, at 24 Nov 2026 23:27:30; nothing has been heard since.",
            Assert.Single(Texts((await world.Get("/dialogs"))!, ".portal-live .portal-note")));
        Assert.Equal(
            "Diese Anrufe wurden vor 2 Minuten gemeldet, um 24.11.2026 23:27:30; seitdem kam keine Meldung mehr.",
            Assert.Single(Texts((await world.Get("/dialogs", "de"))!, ".portal-live .portal-note")));
        world.LiveCalls.Tell("sw2", SectionWorld.Now);
        Begins("The calls on sw1 were reported 2 minutes ago", (await world.Get("/dialogs"))!, ".portal-live .portal-note");
    }

    [Fact]
    public async Task An_empty_page_says_whether_anybody_would_know()
    {
        Begins("No switch reports calls", (await world.Get("/dialogs"))!, ".portal-empty");
        Begins("No switch reports registrations", (await world.Get("/registrations"))!, ".portal-empty");
        world.LiveCalls.Tell("sw1", SectionWorld.Now);
        world.Registrations.Tell("sw1", SectionWorld.Now);
        var page = (await world.Get("/dialogs"))!;
        Assert.Equal("No calls in progress.", Assert.Single(Texts(page, ".portal-empty")));
        Assert.Equal("/dialogs", page.Page.QuerySelector(".portal-actions a")!.GetAttribute("href"));
        Begins("No SIP user", (await world.Get("/registrations"))!, ".portal-empty");
    }

    [Fact]
    public async Task The_script_that_reads_it_again_is_a_file_of_the_pages_own_host()
    {
        var page = (await world.Get("/dialogs"))!.Page;
        var path = page.QuerySelector("[data-live]")!.GetAttribute("data-live")!;
        Assert.NotNull(SectionWorld.Call().Site.AssetAt(path));
        Assert.True(page.QuerySelector("[data-live-lost]")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task More_than_a_page_go_on_after_it_and_the_file_has_all()
    {
        for (var i = 1; i <= 60; i++)
        {
            world.LiveCalls.Add(MadeUpLive.Call(i));
            world.Registrations.Add(MadeUpLive.Registration(i));
        }

        foreach (var key in (string[])["dialogs", "registrations"])
        {
            var first = (await world.Get("/" + key))!.Page;
            Assert.Equal(50, first.QuerySelectorAll("tbody tr").Length);
            var next = (await world.Get(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!))!.Page;
            Assert.Equal(10, next.QuerySelectorAll("tbody tr").Length);
            Assert.Null(next.QuerySelector("a[rel=next]"));
            Assert.Equal(61, (await world.Get($"/{key}.csv"))!.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        }

        Assert.StartsWith(
            "started,duration,source,destination,state,switch\r\n2026-11-24T23:28:53+01:00,67,4930001,33145,answered,sw1\r\n",
            (await world.Get("/dialogs.csv"))!.Body,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_user_stands_with_where_it_is_and_until_when()
    {
        world.Registrations.Tell("sw1", SectionWorld.Now);
        world.Registrations.Add(MadeUpLive.Registration(2));
        var page = (await world.Get("/registrations"))!;
        Assert.Equal(["User", "Contact address", "Network address", "Device", "Expires (Europe/Berlin)"], Texts(page, "thead th"));
        Assert.Equal(
            ["1002", "sip:1002@192.0.2.2:5060", "192.0.2.2", "Yealink SIP-T54W 96.86.0.100", "24 Nov 2026 23:32:00"],
            Texts(page, "tbody td"));
        Assert.Equal("1 registration", Assert.Single(Texts(page, ".portal-count")));
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
