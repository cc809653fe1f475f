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
                "/dialogs Who is on the line now", "/registrations Which SIP users are registered now", "/routes 1 route",
                "/alerts 0 alerts",
            ],
            tiles);
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
