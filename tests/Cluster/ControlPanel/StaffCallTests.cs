using Portal.Calls;
using Portal.Staff;
using Portal.Tests.Cluster.Portals;

namespace Portal.Tests.Cluster.ControlPanel;

/// <summary>What staff see of calls, from the store to the page.</summary>
public abstract class StaffCallTests(PortalHost portal) : StaffCallWorld(portal)
{
    [Fact]
    public async Task A_reseller_sees_the_calls_of_its_own_customers_and_no_others()
    {
        var (own, foreign) = await Customers();
        using var reseller = await SignIn(new StaffRights { Role = StaffRole.Reseller, Brands = [Brand] });
        var (mine, theirs) = (Made(own, 1), Made(foreign, 2) with { Source = $"777{Number:0000}", CallId = $"foreign {Number}" });
        await Add(mine, theirs);

        foreach (var path in (string[])["/calls?", "/calls.csv?", $"/calls?customer={foreign}&", $"/calls?q=777{Number:0000}&"])
        {
            var reply = await reseller.Get(path + "range=last7d");
            Assert.Equal((path, 200), (path, reply.Status));
            Assert.DoesNotContain(theirs.CallId, reply.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Page(theirs), reply.Text, StringComparison.Ordinal);
        }

        Assert.Contains(Page(mine), (await reseller.Get("/calls?range=last7d")).Text, StringComparison.Ordinal);
        Assert.Equal("1", Cell((await reseller.Get("/breakout.csv?range=last7d&group=day")).Text, "attempts"));
        Assert.Equal("1", Cell((await reseller.Get("/breakout.csv?range=last7d")).Text, "attempts"));
        Assert.Equal(200, (await reseller.Get(Page(mine))).Status);
        Assert.Equal(404, (await reseller.Get(Page(theirs))).Status);
        // An id that is another's is no id that there is.
        var byId = await reseller.Get("/calls?q=" + Uri.EscapeDataString(theirs.CallId));
        Assert.Equal(200, byId.Status);
        Assert.Contains("No call has this ID", byId.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StaffRole.Admin)]
    [InlineData(StaffRole.Support)]
    [InlineData(StaffRole.ReadOnly)]
    public async Task The_operators_staff_see_the_calls_of_all(StaffRole role)
    {
        var (own, foreign) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = role });
        var (mine, theirs) = (Made(own, 1), Made(foreign, 2));
        await Add(mine, theirs);
        var page = await staff.Get("/calls?range=last7d");
        Assert.Contains(Page(mine), page.Text, StringComparison.Ordinal);
        Assert.Contains(Page(theirs), page.Text, StringComparison.Ordinal);
        Assert.Contains($"Anvils {Number}", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_orders_sums_and_file_are_those_of_the_store()
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        await Add(
            Made(own, 1),
            Made(own, 2) with { Source = "4930777", Charge = 5 },
            Made(own, 3) with { SipCode = 503, Duration = 0, Charge = 0, Destination = "+81355" },
            Made(own, 4) with { DestinationName = "Japan", DestinationCode = "81", Charge = 2, Duration = 600 });
        foreach (var (query, found) in ((string, int)[])[
            ("source=4930777", 1), ("destination=%2B813", 1), ("destinationName=Japan", 1), ("destinationCode=81", 1), ("sipCode=503", 1),
            ("connected=true", 3), ("connected=false", 1), ("minDuration=100", 1), ("q=4930%20777", 1), ("q=813", 1), ("q=%2B81355", 1),
            ($"callId={Uri.EscapeDataString(Made(own, 2).CallId)}", 1), ("source=1&connected=true", 0)])
        {
            var path = $"range=last7d&customer={own}&{query}";
            var page = (await staff.Get("/calls?" + path)).Page;
            Assert.Equal((query, found), (query, page.QuerySelectorAll("tbody tr").Length));
            Assert.Equal((query, query.Split('&').Length + 1), (query, page.QuerySelectorAll("a.chip").Length));
            Assert.Equal(found, Lines((await staff.Get("/calls.csv?" + path)).Text).Length - 1);
        }

        var sorted = (await staff.Get($"/calls?range=last7d&customer={own}&sort=-charge")).Page;
        Assert.Equal(
            ["5.00 USD", "2.00 USD", "0.12 USD", "0.00 USD"],
            sorted.QuerySelectorAll("td[data-label=Charge]").Select(cell => cell.TextContent.Trim()));
        var sums = Assert.Single((await Store.Totals(Week(own), CancellationToken.None))!);
        Assert.Equal(
            $"Total: {sums.Attempts} calls, {sums.Connected} connected, 0:12:03, 7.12 USD",
            string.Join(' ', sorted.QuerySelector(".sums li")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(sums.Charge.Amount, Column((await staff.Get($"/calls.csv?range=last7d&customer={own}")).Text, "charge").Sum());
        // A chip leads to the list without it.
        var one = (await staff.Get($"/calls?range=last7d&customer={own}&source=4930777")).Page;
        var chip = one.QuerySelectorAll("a.chip")[^1].GetAttribute("href")!;
        Assert.Equal(4, (await staff.Get(chip)).Page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task What_an_address_asks_for_that_is_not_there_is_told_and_nothing_is_listed()
    {
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Support });
        foreach (var (path, said) in ((string, string)[])[
            ("/calls?range=never", "no such range"), ("/calls?tz=Mars/Base", "no such time zone"), ("/calls?sipCode=7", "from 100 to 699"),
            ("/calls?connected=perhaps", "Allowed: true, false"), ("/calls?customer=nobody+is+called+so", "No customer matches"),
            ("/calls?sort=colour", "no order"), ("/calls?after=nothing", "first page"), ("/breakout?group=colour", "Allowed: destination"),
            ("/calls?q=4930777&from=2026-01-01&to=2026-03-01", "at most 31 days"), ("/breakout?from=2026-02-30", "This is no time"),
            ("/breakout?customer=nobody+is+called+so", "No customer matches")])
        {
            foreach (var asked in (string[])[path, path.Replace("?", ".csv?", StringComparison.Ordinal)])
            {
                var reply = await staff.Get(asked);
                Assert.Equal((asked, 422), (asked, reply.Status));
                Assert.Contains(said, reply.Text, StringComparison.Ordinal);
            }
        }

        Assert.Equal(404, (await staff.Get("/calls/nothing")).Status);
        Assert.Equal(404, (await staff.Get("/calls/" + CallKey.Of("sw1", "nothing"))).Status);
    }

    [Fact]
    public async Task A_call_is_found_by_its_id_alone_whenever_it_was_made()
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.ReadOnly });
        var old = Made(own, 60 * 24 * 200) with { Meta = """{"attestation":"A"}""", Authentication = "203.0.113.9" };
        await Add(old, Made(own, 1));
        var found = await staff.Get("/calls?q=" + Uri.EscapeDataString(old.CallId));
        Assert.Equal((303, Page(old)), (found.Status, found.Location));

        var page = await staff.Get(found.Location!);
        Assert.Equal(200, page.Status);
        string[] texts = ["attestation", "203.0.113.9", "Anvils", old.CallId, $"https://{Host}", $"/cdr/{CallKey.Of(old)}", "200 OK"];
        foreach (var text in texts)
            Assert.Contains(text, page.Text, StringComparison.Ordinal);
        Assert.Equal($"/customers/{own}", page.Page.QuerySelector(".facts a")!.GetAttribute("href"));

        Assert.Contains("No call has this ID", (await staff.Get("/calls?q=no+such+id")).Text, StringComparison.Ordinal);
        Assert.Single(Lines((await staff.Get("/calls.csv?q=no+such+id")).Text));

        // Two switches may have the same id: both are listed.
        await Add(old with { Switch = "sw2", CallTime = old.CallTime.AddDays(1) });
        var both = (await staff.Get("/calls?q=" + Uri.EscapeDataString(old.CallId))).Page;
        Assert.Equal(2, both.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(3, Lines((await staff.Get("/calls.csv?q=" + Uri.EscapeDataString(old.CallId))).Text).Length);
    }

    [Fact]
    public async Task Pages_lead_through_all_calls_of_a_customer_that_was_typed_by_name_and_back()
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Admin });
        await Add([.. Enumerable.Range(0, 120).Select(i => Made(own, i))]);
        var (seen, path, last) = (0, (string?)$"/calls?range=last7d&customer=anvils+{Number}", "");
        while (path is not null)
        {
            var page = (await staff.Get(path)).Page;
            seen += page.QuerySelectorAll("tbody tr").Length;
            last = page.QuerySelector("a[rel=prev]")?.GetAttribute("href") ?? "";
            path = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(120, seen);
        Assert.Contains("customer=" + own, last, StringComparison.Ordinal);
        Assert.Equal(50, (await staff.Get(last)).Page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(121, Lines((await staff.Get($"/calls.csv?range=last7d&customer={own}")).Text).Length);
    }
}

public sealed class StaffCallsOnSqlite(PortalHost portal) : StaffCallTests(portal), IClassFixture<PortalHost>;

public sealed class StaffCallsOnPostgres(PostgresPortalHost portal) : StaffCallTests(portal), IClassFixture<PostgresPortalHost>;
