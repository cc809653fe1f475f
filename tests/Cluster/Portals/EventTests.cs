using System.Globalization;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

namespace Portal.Tests.Cluster.Portals;

/// <summary>What an open page hears, and for how long.</summary>
public abstract class EventTests(PortalHost portal)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    private string Host => $"events{number}.pages.example";

    [Fact]
    public async Task It_tells_how_many_calls_there_are_and_ends_with_the_session()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        var stream = await Begun(browser);
        await Tell(contact.Customer, 1);
        await stream.Says("data: {\"calls\":1}");
        await Tell(contact.Customer, 3);
        await stream.Says("data: {\"calls\":3}");
        Assert.False(stream.IsOver);
        await portal.Grains.GetGrain<IPersonGrain>(contact.Person).EndSession(Session(browser), PortalHost.By("end/" + Host));
        var told = (await stream.Ends()).Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal));
        Assert.Equal("data: {\"calls\":3}", told.Last());
        Assert.Contains("X-Accel-Buffering: no", stream.Headers, StringComparison.Ordinal);
        Assert.Equal(401, (await browser.Get("/events")).Status);
    }

    [Fact]
    public async Task It_ends_when_the_section_is_taken_away_from_the_customer_or_by_the_domain()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        var stream = await Begun(browser);
        var customer = portal.Grains.GetGrain<ICustomerGrain>(contact.Customer);
        var settings = (await customer.Get())!.Settings;
        Assert.True((await customer.Save(settings with { AccessHide = ["dialogs"] }, PortalHost.By("hide/" + Host))).IsSaved);
        await stream.Ends();
        Assert.Equal(404, (await browser.Get("/events")).Status);

        Assert.True((await customer.Save(settings, PortalHost.By("show/" + Host))).IsSaved);
        stream = await Begun(browser);
        var domain = portal.Grains.GetGrain<IDomainGrain>(Host);
        var site = (await domain.Get())!.Settings;
        Assert.True((await domain.Save(site with { Access = ["cdr"] }, PortalHost.By("access/" + Host))).IsSaved);
        await stream.Ends();
    }

    [Fact]
    public async Task Nobody_else_hears_it()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        using var stranger = portal.Visitor(Host);
        Assert.Equal(401, (await stranger.Get("/events")).Status);
        var other = await portal.AddContact($"eve{number}@events.example", Host);
        var stream = await Begun(browser);
        await Tell(other.Customer, 7, "theirs");
        // What is told later is heard: so would the other's have been.
        await Tell(contact.Customer, 2);
        await stream.Says("data: {\"calls\":2}");
        await portal.Grains.GetGrain<IPersonGrain>(contact.Person).EndSession(Session(browser), PortalHost.By("end/" + Host));
        Assert.DoesNotContain("7", await stream.Ends(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_has_a_few_of_them_and_then_is_told_to_come_back()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        var streams = new List<PortalStream>();
        for (var i = 0; i < StreamPlaces.MostOfSession; i++)
            streams.Add(await Begun(browser));
        var refused = await browser.Get("/events");
        Assert.Equal(503, refused.Status);
        Assert.Contains("Retry-After: 30", refused.Headers, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.Get("/dialogs")).Status);
        await portal.Grains.GetGrain<IPersonGrain>(contact.Person).EndSession(Session(browser), PortalHost.By("end/" + Host));
        foreach (var stream in streams)
            await stream.Ends();
    }

    [Fact]
    public async Task An_open_page_keeps_no_session_alive()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        var person = portal.Grains.GetGrain<IPersonGrain>(contact.Person);
        async Task<DateTimeOffset> Seen() => (await person.GetSnapshot(-1))!.Sessions.Single(one => one.Id == Session(browser)).SeenAt;
        var before = await Seen();
        var stream = await Begun(browser);
        portal.Clock.Push(TimeSpan.FromHours(6));
        Assert.Equal(200, (await Again(browser)).Status);
        // Whoever hears of it was asked after, six hours later.
        await Tell(contact.Customer, 1);
        await stream.Says("data: {\"calls\":1}");
        Assert.Equal(before, await Seen());
        portal.Clock.Push(TimeSpan.FromHours(7));
        await stream.Ends();
        Assert.Equal(303, (await Again(browser)).Status);
    }

    private static Task<PortalReply> Again(PortalVisitor browser)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/dialogs");
        request.Headers.Add(OpenPages.Header, "1");
        return browser.Send(request);
    }

    private static string Session(PortalVisitor browser) => SessionCookie.Parse(browser.Cookies[SessionCookie.Name])!.SessionId;

    private static async Task<PortalStream> Begun(PortalVisitor browser)
    {
        var stream = await browser.Listen("/events");
        Assert.Equal(200, stream.Status);
        return stream;
    }

    private async Task Tell(string customer, int calls, string more = "")
    {
        var started = portal.Clock.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var all = Enumerable.Range(0, calls).Select(i => $$"""{"callId":"e{{i}}","customer":"{{customer}}","started":"{{started}}"}""");
        var told = await portal.Api(
            HttpMethod.Put, "/calls/live", $$"""{"switch":"e{{number}}{{more}}","calls":[{{string.Join(',', all)}}]}""");
        Assert.True((int)told["http"]! == 200, told.ToJsonString());
    }

    private async Task<(PortalVisitor Browser, ContactView Contact)> SignIn()
    {
        await portal.AddDomain(Host);
        var contact = await portal.AddContact($"ann{number}@events.example", Host);
        var browser = portal.Visitor(Host, $"198.51.100.{number}");
        Assert.Equal(303, (await browser.SignIn($"ann{number}@events.example")).Status);
        return (browser, contact);
    }
}

public sealed class EventsOnSqlite(PortalHost portal) : EventTests(portal), IClassFixture<PortalHost>;

public sealed class EventsOnPostgres(PostgresLiveHost portal) : EventTests(portal), IClassFixture<PostgresLiveHost>;
