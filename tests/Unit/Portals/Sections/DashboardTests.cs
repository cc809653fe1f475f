using Portal.Access;
using Portal.Customers;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class DashboardTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Fact]
    public async Task Who_does_not_see_payments_sees_no_balance()
    {
        world.Items.Add(new Payment { Total = 5, Currency = "USD" });
        Assert.Equal("$5.00", (await world.Get("/dashboard"))!.Text(".portal-balance-amount"));
        Assert.Null((await world.Get("/dashboard", role: ContactRole.Technical))!.Page.QuerySelector(".portal-balance"));
        Assert.DoesNotContain("5.00", (await world.Get("/dashboard", role: ContactRole.Technical))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_doing_is_said_with_the_days_left()
    {
        world.Items.Add(new CustomerContract { Name = "Late", Required = true, GraceUntil = SectionWorld.Now.AddDays(-2) });
        world.Items.Add(new CustomerContract { Name = "Soon", Required = true, GraceUntil = SectionWorld.Now.AddDays(3) });
        world.Items.Add(
            new CustomerContract
            {
                Name = "Done",
                Required = true,
                GraceUntil = SectionWorld.Now.AddDays(3),
                ApprovedAt = SectionWorld.Now,
            });
        var call = SectionWorld.Call() with { Person = SectionWorld.Person with { EmailVerified = false } };
        var tasks = (await world.Ask(call))!.Page.QuerySelectorAll(".portal-rows li").Select(
            li => li.QuerySelector("div")!.TextContent.ReplaceLineEndings("")).ToArray();
        Assert.Equal(["LateOverdue", "SoonApprove within 3 days"], tasks[..2]);
        Assert.StartsWith("Confirm your e-mail address", tasks[2], StringComparison.Ordinal);
        Assert.StartsWith("Set up a second factor", tasks[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_leads_to_the_sections_that_are_there()
    {
        world.Items.Add(new CustomerRoute { Name = "x" });
        var tiles = (await world.Get("/dashboard", role: ContactRole.Technical))!.Page.QuerySelectorAll(".portal-tile").Select(
            t => t.GetAttribute("href") + " " + t.QuerySelector("span")?.TextContent);
        Assert.Equal(
            [
                "/cdr Every call, with search and download", "/latest-calls Why the last calls ended",
                "/dialogs Who is on the line now", "/registrations Which SIP users are registered now",
                "/breakout Sums by destination and time", "/routes 1 route", "/alerts 0 alerts",
            ],
            tiles);
    }

    [Fact]
    public async Task Calls_of_thirty_days_stand_there_as_bars_as_a_table_and_in_sums()
    {
        Assert.Null((await world.Get("/dashboard"))!.Page.QuerySelector(".portal-chart"));
        world.Calls.Add();
        world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddDays(-3), Charge = 2 });
        world.Calls.Add(call => call with { CallTime = SectionWorld.Now.AddDays(-20), SipCode = 486, Duration = 0, Charge = 0 });
        world.Calls.Add(customer: "c_other");
        var page = (await world.Get("/dashboard"))!.Page;
        Assert.Equal(30, page.QuerySelectorAll(".portal-chart g").Length);
        Assert.Contains("3 in all, 2 of them connected", page.QuerySelector(".portal-chart svg")!.GetAttribute("aria-label"));
        var tables = page.QuerySelectorAll(".portal-table");
        Assert.Equal(
            ["Today", "Last 7 days", "Last 30 days"],
            tables[0].QuerySelectorAll("tbody tr").Select(row => row.QuerySelector("td")!.TextContent.Trim()));
        Assert.Equal(
            ["1", "2", "3"], tables[0].QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td")[1].TextContent.Trim()));
        Assert.Equal(3, tables[1].QuerySelectorAll("tbody tr").Length);
        Assert.Null((await world.Get("/dashboard", role: ContactRole.Billing))!.Page.QuerySelector(".portal-chart"));
    }

    [Fact]
    public async Task A_carrier_has_no_money()
    {
        var call = SectionWorld.Call(customer: SectionWorld.Customer with { Kind = CustomerKind.Carrier, Currency = "" });
        Assert.Null((await world.Ask(call))!.Page.QuerySelector(".portal-balance"));
        Assert.DoesNotContain(
            "Currency",
            (await world.Ask(SectionWorld.Call(
                path: "/profile",
                customer: SectionWorld.Customer with { Kind = CustomerKind.Carrier, Currency = "" })))!.Body,
            StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
