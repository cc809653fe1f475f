using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Portal.Calls;
using Portal.Domains;
using Portal.People;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Portals;

/// <summary>What a customer sees of its calls, from the store to the page.</summary>
public abstract class CallPageTests(PortalHost portal)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    private string Host => $"calls{number}.pages.example";

    [Fact]
    public async Task The_list_has_the_columns_that_the_domain_allows_and_each_call_its_page()
    {
        var (browser, contact) = await SignIn(columns: ["callTime", "source", "destination", "sipCode", "charge"]);
        using var _ = browser;
        await Add(contact, Made(contact, 1), Made(contact, 2) with { SipCode = 486, Duration = 0, Charge = 0, Source = "4930777" });
        var page = (await browser.Get("/cdr?range=last7d")).Page;
        Assert.Equal(["Time (UTC)↓", "Source", "Destination", "SIP code", "Charge"], Texts(page, "thead th"));
        Assert.Equal(["200", "486"], Texts(page, "tbody td:nth-child(4)"));
        Assert.Equal("Total: 2 calls, 1 connected", Assert.Single(Texts(page, "tfoot th")));
        Assert.Equal("$0.12", Texts(page, "tfoot td").Last());

        var link = page.QuerySelector("tbody td a")!.GetAttribute("href")!;
        var opened = await browser.Get(link);
        Assert.Equal(200, opened.Status);
        Assert.Contains("200 OK", opened.Text, StringComparison.Ordinal);
        // The rate is not among what the domain shows.
        Assert.DoesNotContain("0.116", opened.Text, StringComparison.Ordinal);

        var picked = (await browser.Get("/cdr?columns=charge,rate,source")).Page;
        Assert.Equal(["Charge", "Source"], Texts(picked, "thead th"));
        Assert.Equal("charge,source", (await browser.Get("/cdr.csv?columns=charge,rate,source")).Text.Split("\r\n")[0]);
    }

    [Fact]
    public async Task Filters_and_orders_of_the_address_are_those_of_the_store_and_of_its_files()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        await Add(
            contact,
            Made(contact, 1),
            Made(contact, 2) with { Source = "4930777", Charge = 5 },
            Made(contact, 3) with { SipCode = 503, Duration = 0, Charge = 0, Destination = "81355" },
            Made(contact, 4) with { DestinationName = "Japan", Charge = 2, Duration = 600 });
        foreach (var (query, found) in ((string, int)[])[
            ("source=4930777", 1), ("destination=813", 1), ("destinationName=Japan", 1), ("sipCode=503", 1), ("connected=true", 3),
            ("connected=false", 1), ("minDuration=100", 1), ($"callId={Made(contact, 2).CallId}", 1), ("source=1&connected=true", 0)])
        {
            var page = (await browser.Get("/cdr?" + query)).Page;
            Assert.Equal((query, found), (query, page.QuerySelectorAll("tbody tr").Length));
            Assert.Equal(query.Split('&').Length, page.QuerySelectorAll(".portal-chip").Length);
            Assert.Equal(found, Lines((await browser.Get("/cdr.csv?" + query)).Text).Length - 1);
            Assert.Equal(found, (await browser.Get("/cdr.ndjson?" + query)).Text.Split('\n').Length - 1);
        }

        var sorted = (await browser.Get("/cdr?sort=-charge")).Page;
        Assert.Equal(["$5.00", "$2.00", "$0.12", "$0.00"], Texts(sorted, "tbody td:last-child"));
        // A chip leads to the list without it.
        var chip = (await browser.Get("/cdr?source=4930777&sipCode=200")).Page.QuerySelector(".portal-chip")!.GetAttribute("href")!;
        Assert.Equal(3, (await browser.Get(chip)).Page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Pages_lead_through_all_calls_and_back()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        await Add(contact, [.. Enumerable.Range(0, 25).Select(i => Made(contact, i))]);
        var (seen, path, last) = (0, (string?)"/cdr?limit=10", "");
        while (path is not null)
        {
            var page = (await browser.Get(path)).Page;
            seen += page.QuerySelectorAll("tbody tr").Length;
            last = page.QuerySelector("a[rel=prev]")?.GetAttribute("href") ?? "";
            path = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(25, seen);
        Assert.Equal(10, (await browser.Get(last)).Page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(10, (await browser.Get("/cdr?limit=10&cursor=nothing")).Page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(26, Lines((await browser.Get("/cdr.csv?limit=10")).Text).Length);
    }

    [Fact]
    public async Task Files_have_times_of_the_pages_zone_with_their_offset()
    {
        var (browser, contact) = await SignIn(columns: ["callTime", "duration", "charge"]);
        using var _ = browser;
        var call = Made(contact, 0) with { Duration = 7.25m, Charge = 0.0625m };
        await Add(contact, call);
        var utc = call.CallTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture);
        Assert.Equal(["callTime,duration,charge", $"{utc}+00:00,7.25,0.0625"], Lines((await browser.Get("/cdr.csv?tz=UTC")).Text));
        var there = call.CallTime.ToOffset(TimeSpan.FromMinutes(345)).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF", CultureInfo.InvariantCulture);
        var line = JsonNode.Parse((await browser.Get("/cdr.ndjson?tz=Asia/Kathmandu")).Text)!;
        Assert.Equal(there + "+05:45", (string)line["callTime"]!);
        Assert.Equal(7.25m, (decimal)line["duration"]!);
        Assert.Equal("0.0625", (string)line["charge"]!);
        Assert.Equal("Time (Asia/Kathmandu),Duration,Charge", Lines((await browser.Get("/cdr.csv?tz=Asia/Kathmandu&excel")).Text)[0]);
    }

    [Fact]
    public async Task Another_customers_call_is_not_there()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        var foreign = Made(contact, 1) with { Customer = "c_foreign", CallId = $"foreign{number}", Source = "777000777" };
        await Store.Append([new(foreign, 1, null)], CancellationToken.None);
        await Add(contact, Made(contact, 2));
        foreach (var path in (string[])["/cdr", "/cdr.csv", "/cdr.ndjson", "/latest-calls", "/latest-calls.csv", "/breakout"])
        {
            var reply = await browser.Get(path);
            Assert.Equal((path, 200), (path, reply.Status));
            Assert.DoesNotContain("777000777", reply.Text, StringComparison.Ordinal);
        }

        Assert.Equal(404, (await browser.Get("/cdr/" + CallKey.Of(foreign))).Status);
        Assert.Equal(404, (await browser.Get("/cdr/" + CallKey.Of("sw1", "nothing"))).Status);
        Assert.Equal(404, (await browser.Get("/cdr/nothing")).Status);
        Assert.Equal(200, (await browser.Get("/cdr/" + CallKey.Of(Made(contact, 2)))).Status);
    }

    [Theory]
    [InlineData("destination")]
    [InlineData("prefix")]
    [InlineData("day")]
    [InlineData("hour")]
    public async Task Sums_of_each_kind_are_those_of_the_calls(string group)
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        await Add(contact, [.. Enumerable.Range(0, 60).Select(i => Made(contact, i * 97) with
        {
            DestinationName = i % 3 == 0 ? null : $"Land {i % 5}",
            DestinationCode = $"{i % 7}",
            Charge = i / 1000m,
            SipCode = i % 4 == 0 ? 486 : 200,
        })]);
        foreach (var zone in (string[])["UTC", "Asia/Kathmandu"])
        {
            var charges = Column((await browser.Get($"/cdr.csv?tz={zone}&columns=charge")).Text, "charge");
            var csv = (await browser.Get($"/breakout.csv?tz={zone}&group={group}")).Text;
            Assert.Equal(charges.Sum(), Column(csv, "charge").Sum());
            Assert.Equal(charges.Length, Column(csv, "attempts").Sum());
            var page = (await browser.Get($"/breakout?tz={zone}&group={group}")).Page;
            Assert.Equal(Column(csv, "attempts").Length, page.QuerySelectorAll("tbody tr").Length);
            Assert.Equal($"{charges.Length}", page.QuerySelector("tfoot td")!.TextContent.Trim());
            // A line leads to as many calls as it says.
            if (page.QuerySelector("tbody tr td a") is { } link)
            {
                var attempts = link.Closest("tr")!.QuerySelector("td:nth-child(2)")!.TextContent.Trim();
                var calls = (await browser.Get(link.GetAttribute("href") + "&limit=500")).Page;
                Assert.Equal(attempts, $"{calls.QuerySelectorAll("tbody tr").Length}");
            }
        }
    }

    [Theory]
    [InlineData("destination")]
    [InlineData("prefix")]
    public async Task Sums_by_two_groups_and_those_of_the_time_before_are_those_of_the_calls(string group)
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        await Add(contact, [.. Enumerable.Range(0, 60).Select(i => Made(contact, i * 297) with
        {
            DestinationName = i % 3 == 0 ? null : $"Land {i % 5}",
            DestinationCode = $"{i % 7}",
            Charge = i / 1000m,
        })]);
        foreach (var zone in (string[])["UTC", "Asia/Kathmandu", "Australia/Lord_Howe"])
        {
            var plain = (await browser.Get($"/breakout.csv?tz={zone}&range=last7d&group={group}")).Text;
            foreach (var across in (string[])["day", "hour"])
            {
                var query = $"tz={zone}&range=last7d&group={group},{across}";
                var csv = (await browser.Get($"/breakout.csv?{query}&cells=charge")).Text;
                Assert.Equal(Column(plain, "charge"), Column(csv, "total"));
                var page = (await browser.Get($"/breakout?{query}&cells=attempts")).Page;
                Assert.Equal($"{Column(plain, "attempts").Sum()}", page.QuerySelector("tfoot td:last-child")!.TextContent.Trim());
            }

            // All of a week ago is what the same days say by themselves.
            var compared = (await browser.Get($"/breakout.csv?tz={zone}&range=last7d&group={group}&compare=before")).Text;
            var both = (await browser.Get($"/cdr.csv?tz={zone}&columns=charge&range=last7d")).Text;
            Assert.Equal(Column(both, "charge").Sum(), Column(compared, "charge").Sum());
            Assert.Equal(60 - Column(both, "charge").Length, Column(compared, "attemptsBefore").Sum());
        }
    }

    [Fact]
    public async Task The_latest_calls_are_those_of_the_last_days_and_lead_to_their_pages()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        await Add(contact, Made(contact, 60 * 24 * 30) with { ReleaseReason = "callee" });
        var page = (await browser.Get("/latest-calls")).Page;
        Assert.Equal("Other side hung up", Texts(page, "tbody td").First());
        Assert.Equal(200, (await browser.Get(page.QuerySelector("tbody a")!.GetAttribute("href")!)).Status);
        Assert.Empty((await browser.Get("/cdr?range=today")).Page.QuerySelectorAll("table"));
    }

    [Fact]
    public async Task Download_links_are_bound_to_the_company_of_their_page()
    {
        var (browser, contact) = await SignIn();
        using var _ = browser;
        await Add(contact, Made(contact, 1));
        foreach (var path in (string[])["/cdr", "/latest-calls", "/breakout"])
        {
            var links = (await browser.Get(path)).Page.QuerySelectorAll("a[href*='.csv'],a[href*='.ndjson']").Select(a => a.GetAttribute("href")!);
            Assert.NotEmpty(links);
            Assert.All(links, link => Assert.Contains("_for=" + contact.Customer, link, StringComparison.Ordinal));
        }
    }

    private ICallStore Store => portal.Service<ICallStore>();

    private Call Made(ContactView contact, int minutesAgo) =>
        new("sw1", $"call {number} {minutesAgo}", contact.Customer, portal.Clock.GetUtcNow().AddMinutes(-1 - minutesAgo), "USD")
        {
            Source = "442079460000",
            Destination = "4915112345678",
            DestinationName = "Germany",
            DestinationCode = "49",
            Duration = 61.5m,
            BilledDuration = 62,
            Rate = 0.116129m,
            Charge = 0.12m,
            SipCode = 200,
            ReleaseReason = "caller",
        };

    private async Task Add(ContactView contact, params Call[] calls)
    {
        Assert.All(calls, call => Assert.Equal(contact.Customer, call.Customer));
        await Store.Append([.. calls.Select((call, i) => new CallLine(call, i + 1, null))], CancellationToken.None);
    }

    private async Task<(PortalVisitor Browser, ContactView Contact)> SignIn(string[]? columns = null)
    {
        await portal.AddDomain(Host);
        if (columns is not null)
        {
            var domain = portal.Grains.GetGrain<IDomainGrain>(Host);
            var settings = (await domain.Get())!.Settings;
            Assert.True((await domain.Save(settings with { CdrColumns = columns }, PortalHost.By("columns/" + Host))).IsSaved);
        }

        var contact = await portal.AddContact($"ann{number}@calls.example", Host);
        var browser = portal.Visitor(Host, $"198.51.100.{number}");
        Assert.Equal(303, (await browser.SignIn($"ann{number}@calls.example")).Status);
        return (browser, contact);
    }

    private static string[] Lines(string csv) => csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static decimal[] Column(string csv, string key)
    {
        var lines = Lines(csv);
        var at = Array.IndexOf(lines[0].Split(','), key);
        return [.. lines.Skip(1).Select(line => decimal.Parse(line.Split(',')[at], CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<string> Texts(IParentNode page, string selector) =>
        page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());
}

public sealed class CallPagesOnSqlite(PortalHost portal) : CallPageTests(portal), IClassFixture<PortalHost>;

public sealed class CallPagesOnPostgres(PostgresPortalHost portal) : CallPageTests(portal), IClassFixture<PostgresPortalHost>;

/// <summary>The same faces on PostgreSQL.</summary>
public class PostgresPortalHost : PortalHost
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
