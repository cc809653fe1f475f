using Portal.Calls;
using Portal.Customers;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Portals;

/// <summary>A customer that asks for sums of calls alone has no single one anywhere; staff have them all.</summary>
public sealed class NonItemisedPageTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const string Host = "sums.pages.example";

    [Fact]
    public async Task A_contact_who_sees_everything_takes_single_calls_away_and_brings_them_back()
    {
        await portal.AddDomain(Host);
        var contact = await portal.AddContact("ann@sums.example", Host);
        using var browser = portal.Visitor(Host, "198.51.100.77");
        Assert.Equal(303, (await browser.SignIn("ann@sums.example")).Status);
        var call = new Call("sw1", "single", contact.Customer, portal.Clock.GetUtcNow().AddMinutes(-1), "USD")
        {
            Source = "442079460000",
            Destination = "4915112345678",
            Duration = 61,
            SipCode = 200,
        };
        await portal.Service<ICallStore>().Append([new(call, 1, null)], CancellationToken.None);
        var paths = (string[])["/cdr", "/cdr.csv", "/cdr.ndjson", $"/cdr/{CallKey.Of(call)}", "/latest-calls", "/latest-calls.csv",
            "/dialogs", "/dialogs.csv", "/exports"];
        foreach (var path in paths)
            Assert.Equal((path, 200), (path, (await browser.Get(path)).Status));

        var stream = await browser.Listen("/events");
        Assert.Equal(200, stream.Status);
        await Say("true");
        await stream.Ends();
        foreach (var path in paths)
        {
            var reply = await browser.Get(path);
            var leads = path is "/cdr" or "/latest-calls" or "/dialogs";
            Assert.Equal((path, leads ? 303 : 404, leads ? "/breakout" : null), (path, reply.Status, reply.Location));
        }

        Assert.Equal(404, (await browser.Get("/events")).Status);
        Assert.Contains("sums of calls only", (await browser.Get("/breakout")).Text, StringComparison.Ordinal);
        // Staff and programs keep the rows.
        var kept = await portal.Api(HttpMethod.Get, $"/cdrs?customer={contact.Customer}&range=last7d");
        Assert.Contains("4915112345678", kept.ToJsonString(), StringComparison.Ordinal);
        Assert.True((bool)(await portal.Api(HttpMethod.Get, $"/customers/{contact.Customer}"))["nonItemised"]!);
        using var staff = await portal.Staff();
        Assert.Contains("customer.save", (await staff.Get("/audit")).Text, StringComparison.Ordinal);

        await Say("false");
        Assert.Equal(200, (await browser.Get("/cdr")).Status);

        async Task Say(string value)
        {
            var form = (await browser.Get("/profile")).Page.QuerySelector("form[action='/profile/calls']")!;
            var saved = await browser.Post("/profile/calls", [.. PortalVisitor.Hidden(form), ("nonItemised", value)]);
            Assert.Equal((303, "/profile?done=saved"), (saved.Status, saved.Location));
            var customer = portal.Grains.GetGrain<ICustomerGrain>(contact.Customer);
            Assert.Equal(value == "true", (await customer.Get())!.Settings.NonItemised);
            await Eventually.Holds(
                async () => (await browser.Get("/cdr")).Status == (value == "true" ? 303 : 200), "the front end has heard of it");
        }
    }
}
