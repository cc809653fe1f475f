using System.Globalization;
using AngleSharp.Dom;
using Portal.Customers;
using Portal.People;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Portals;

/// <summary>What a customer sees of its calls in progress and its registrations, from a switch's word to the page.</summary>
public abstract class LivePageTests(PortalHost portal)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    private string Host => $"live{number}.pages.example";

    private string Switch => $"sw{number}";

    private string Now(double minutes) =>
        portal.Clock.GetUtcNow().AddMinutes(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_page_has_what_the_switch_told_last_until_it_falls_silent()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        await Tell(Call(contact.Customer, "a", 3), Call(contact.Customer, "b", 1));
        var page = (await browser.Get("/dialogs")).Page;
        Assert.Equal(["b", "a"], Texts(page, "tbody td:nth-child(3)"));
        Assert.StartsWith("0:03:", Texts(page, "tbody tr:last-child td:nth-child(2)").Single(), StringComparison.Ordinal);
        Assert.StartsWith("2 calls in progress", Texts(page, ".portal-count").Single(), StringComparison.Ordinal);
        Assert.Empty(Texts(page, ".portal-live .portal-note"));
        // What keeps it up to date is there to be loaded.
        Assert.Equal(200, (await browser.Get(page.QuerySelector("[data-live]")!.GetAttribute("data-live")!)).Status);
        Assert.Equal(3, (await browser.Get("/dialogs.csv")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

        portal.Clock.Push(TimeSpan.FromMinutes(2));
        page = (await browser.Get("/dialogs")).Page;
        Assert.Equal(["b", "a"], Texts(page, "tbody td:nth-child(3)"));
        Assert.StartsWith(
            "These calls were reported 2 minutes ago", Texts(page, ".portal-live .portal-note").Single(), StringComparison.Ordinal);

        portal.Clock.Push(TimeSpan.FromMinutes(3.1));
        page = (await browser.Get("/dialogs")).Page;
        Assert.Empty(page.QuerySelectorAll("table"));
        await Tell();
        Assert.Equal("No calls in progress.", Texts((await browser.Get("/dialogs")).Page, ".portal-empty").Single());
    }

    [Fact]
    public async Task Calls_are_held_against_the_channels_that_the_customer_has()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        var customer = portal.Grains.GetGrain<ICustomerGrain>(contact.Customer);
        var settings = (await customer.Get())!.Settings;
        Assert.True((await customer.Save(settings with { Channels = 12 }, PortalHost.By("channels/" + Host))).IsSaved);
        await Tell(Call(contact.Customer, "a", 3));
        await Eventually.Holds(
            async () => Texts((await browser.Get("/dialogs")).Page, ".portal-count").Single()
                .StartsWith("1 call in progress; up to 12 at a time are allowed.", StringComparison.Ordinal),
            "the page has the channels");
    }

    [Fact]
    public async Task Anothers_calls_and_registrations_are_on_no_page()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        var other = await portal.AddContact($"eve{number}@calls.example", Host);
        await Tell(Call(other.Customer, "777000777", 3), Call(contact.Customer, "mine", 1));
        await Register(User(other.Customer, "777000777"), User(contact.Customer, "ann"));
        foreach (var path in (string[])["/dialogs", "/dialogs.csv", "/registrations", "/registrations.csv"])
        {
            var reply = await browser.Get(path);
            Assert.Equal((path, 200), (path, reply.Status));
            Assert.DoesNotContain("777000777", reply.Text, StringComparison.Ordinal);
        }

        Assert.Equal(["mine"], Texts((await browser.Get("/dialogs")).Page, "tbody td:nth-child(3)"));
        Assert.StartsWith("1 call in", Texts((await browser.Get("/dialogs")).Page, ".portal-count").Single(), StringComparison.Ordinal);
        Assert.Equal("1 registration", Texts((await browser.Get("/registrations")).Page, ".portal-count").Single());
    }

    [Fact]
    public async Task Registered_users_are_listed_until_they_expire()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        await Register(User(contact.Customer, "bob"), User(contact.Customer, "ann", 2));
        var page = (await browser.Get("/registrations")).Page;
        Assert.Equal(["ann", "bob"], Texts(page, "tbody td:first-child"));
        Assert.Equal(["sip:ann@192.0.2.7", "192.0.2.7", "Phone 1.0"], Texts(page, "tbody tr:first-child td").Skip(1).Take(3));
        portal.Clock.Push(TimeSpan.FromMinutes(3));
        Assert.Equal(["bob"], Texts((await browser.Get("/registrations")).Page, "tbody td:first-child"));
    }

    private string Call(string customer, string source, double minutesAgo) =>
        $$"""{"callId":"{{source}} {{number}}","customer":"{{customer}}","source":"{{source}}","started":"{{Now(-minutesAgo)}}"}""";

    private string User(string customer, string user, double minutes = 30) =>
        $$"""
        {"user":"{{user}}","customer":"{{customer}}","contact":"sip:{{user}}@192.0.2.7","address":"192.0.2.7",
         "agent":"Phone 1.0","expires":"{{Now(minutes)}}"}
        """;

    private async Task Tell(params string[] calls)
    {
        var told = await portal.Api(HttpMethod.Put, "/calls/live", $$"""{"switch":"{{Switch}}","calls":[{{string.Join(',', calls)}}]}""");
        Assert.True((int)told["http"]! == 200, told.ToJsonString());
    }

    private async Task Register(params string[] users)
    {
        var told = await portal.Api(
            HttpMethod.Put, "/registrations", $$"""{"switch":"{{Switch}}","registrations":[{{string.Join(',', users)}}]}""");
        Assert.True((int)told["http"]! == 200, told.ToJsonString());
    }

    private async Task<(PortalVisitor Browser, ContactView Contact)> SignIn()
    {
        await portal.AddDomain(Host);
        var contact = await portal.AddContact($"ann{number}@calls.example", Host);
        var browser = portal.Visitor(Host, $"198.51.100.{number}");
        Assert.Equal(303, (await browser.SignIn($"ann{number}@calls.example")).Status);
        return (browser, contact);
    }

    private static IEnumerable<string> Texts(IParentNode page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());
}

public sealed class LivePagesOnSqlite(PortalHost portal) : LivePageTests(portal), IClassFixture<PortalHost>;

public sealed class LivePagesOnPostgres(PostgresLiveHost portal) : LivePageTests(portal), IClassFixture<PostgresLiveHost>;

/// <summary>The same faces on PostgreSQL.</summary>
public sealed class PostgresLiveHost : PortalHost
{
    private string connection = "";

    public override async ValueTask InitializeAsync()
    {
        connection = await PostgresCluster.NewDatabase();
        await base.InitializeAsync();
    }

    protected override void Configure(IDictionary<string, string?> settings)
    {
        base.Configure(settings);
        settings["Portal:Storage:Provider"] = "postgres";
        settings["ConnectionStrings:Portal"] = connection;
    }
}
