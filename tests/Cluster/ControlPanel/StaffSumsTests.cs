using System.Globalization;
using Portal.Staff;
using Portal.Tests.Cluster.Portals;

namespace Portal.Tests.Cluster.ControlPanel;

/// <summary>What staff see of sums over calls, from the store to the page.</summary>
public abstract class StaffSumsTests(PortalHost portal) : StaffCallWorld(portal)
{
    [Theory]
    [InlineData("destination")]
    [InlineData("prefix")]
    [InlineData("day")]
    [InlineData("hour")]
    public async Task Sums_of_each_kind_are_those_of_the_calls_and_their_lines_lead_to_these(string group)
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        await Add([.. Enumerable.Range(0, 40).Select(i => Made(own, i * 97) with
        {
            DestinationName = i % 3 == 0 ? null : $"Land {i % 5}",
            DestinationCode = $"{i % 7}",
            Charge = i / 1000m,
            SipCode = i % 4 == 0 ? 486 : 200,
        })]);
        foreach (var zone in (string[])["UTC", "Asia/Kathmandu"])
        {
            var where = $"customer={own}&range=last7d&tz={zone}";
            var charges = Column((await staff.Get("/calls.csv?" + where)).Text, "charge");
            var csv = (await staff.Get($"/breakout.csv?{where}&group={group}")).Text;
            Assert.Equal((40, charges.Sum(), 40m), (charges.Length, Column(csv, "charge").Sum(), Column(csv, "attempts").Sum()));
            var page = (await staff.Get($"/breakout?{where}&group={group}")).Page;
            Assert.Equal(Column(csv, "attempts").Length, page.QuerySelectorAll("tbody tr").Length);
            Assert.StartsWith("Total: 40 calls, 30 connected", page.QuerySelector(".sums li")!.TextContent, StringComparison.Ordinal);
            foreach (var line in page.QuerySelectorAll("tbody tr").Where(line => line.QuerySelector("a") is not null).Take(3))
            {
                var attempts = int.Parse(line.QuerySelector("td[data-label=Attempts]")!.TextContent, CultureInfo.InvariantCulture);
                var calls = await staff.Get(line.QuerySelector("a")!.GetAttribute("href")!);
                Assert.Equal(attempts, calls.Page.QuerySelectorAll("tbody tr").Length);
            }
        }
    }

    [Fact]
    public async Task Sums_by_customer_domain_and_brand_are_of_those_that_a_call_belongs_to_now()
    {
        var (own, foreign) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        using var reseller = await SignIn(new StaffRights { Role = StaffRole.Reseller, Brands = [Brand] });
        await Add(Made(own, 1), Made(own, 2), Made(foreign, 3));
        foreach (var (group, name) in new[] { ("customer", own), ("domain", Host), ("brand", Brand) })
        {
            var file = (await staff.Get($"/breakout.csv?range=last7d&group={group}")).Text;
            Assert.StartsWith(group + ',', file, StringComparison.Ordinal);
            Assert.Equal("2", Line(file, name));
            var only = (await reseller.Get($"/breakout.csv?range=last7d&group={group}")).Text;
            Assert.Equal(("2", 2), (Line(only, name), Lines(only).Length));
        }

        var all = (await staff.Get("/breakout.csv?range=last7d&group=customer")).Text;
        Assert.Equal("1", Line(all, foreign));
        var page = (await reseller.Get("/breakout?range=last7d&group=customer")).Page;
        var link = Assert.Single(page.QuerySelectorAll("tbody a"));
        Assert.Equal($"Anvils {Number}", link.TextContent);
        Assert.Equal(2, (await reseller.Get(link.GetAttribute("href")!)).Page.QuerySelectorAll("tbody tr").Length);
    }

    // Its attempts.
    private static string Line(string csv, string name) =>
        Assert.Single(Lines(csv).Skip(1), line => line.StartsWith(name + ',', StringComparison.Ordinal)).Split(',')[2];

    [Fact]
    public async Task Sums_say_whether_they_were_proved_and_a_new_call_takes_that_away()
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        await Add(Made(own, 1));
        var path = $"/breakout?range=last7d&customer={own}";
        Assert.Equal("not verified yet", (await staff.Get(path)).Page.QuerySelector(".verified")!.TextContent);
        Assert.Equal(0, await Proof.Prove(CancellationToken.None));
        var proved = (await staff.Get(path)).Page.QuerySelector(".verified span")!;
        var verified = string.Create(CultureInfo.InvariantCulture, $"verified {Now:d MMM yyyy HH:}");
        Assert.StartsWith(verified, proved.TextContent, StringComparison.Ordinal);
        Assert.EndsWith(" (UTC)", proved.TextContent, StringComparison.Ordinal);
        Assert.Contains("compared", proved.GetAttribute("title")!, StringComparison.Ordinal);
        await Add(Made(own, 2));
        Assert.Equal("not verified yet", (await staff.Get(path)).Page.QuerySelector(".verified")!.TextContent);
    }

    [Fact]
    public async Task A_customers_page_says_what_its_calls_cost_lately_and_leads_to_them()
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        await Add(Made(own, 1), Made(own, 60 * 24 * 20) with { Charge = 3 }, Made(own, 60 * 24 * 40) with { Charge = 100 });
        var page = (await staff.Get($"/customers/{own}")).Page;
        Assert.NotNull(page.QuerySelector($".tabs a[href='/calls?customer={own}']"));
        var sum = page.QuerySelector(".facts a[href^='/calls?']")!;
        Assert.Equal("3.12 USD", sum.TextContent);
        var file = await staff.Get(sum.GetAttribute("href")!.Replace("?", ".csv?", StringComparison.Ordinal));
        Assert.Equal(3.12m, Column(file.Text, "charge").Sum());
    }
}

public sealed class StaffSumsOnSqlite(PortalHost portal) : StaffSumsTests(portal), IClassFixture<PortalHost>;

public sealed class StaffSumsOnPostgres(PostgresPortalHost portal) : StaffSumsTests(portal), IClassFixture<PostgresPortalHost>;
