using Portal.Access;
using Portal.Customers;
using Portal.Mail;
using Portal.People;

namespace Portal.Tests.Cluster.Portals;

/// <summary>Inviting somebody who signs in already, page by page: what the one sees, and what the other is asked.</summary>
public sealed class InvitationPageTests(PortalHost portal) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_inviter_sees_what_was_typed_until_the_person_accepts_after_signing_in()
    {
        var host = await portal.AddDomain("invites.example");
        using var inviter = await Company("ida@invites.example", host);
        await portal.AddContact("wile@invites.example", host);
        await Invite(inviter, "wile@invites.example");
        var invited = await Line(inviter, "wile@invites.example");
        Assert.Contains("Typed Name", invited, StringComparison.Ordinal);
        Assert.Contains("Invited", invited, StringComparison.Ordinal);
        Assert.Contains(
            "Typed Name,wile@invites.example,billing,,invited",
            (await inviter.Get("/contacts.csv")).Text,
            StringComparison.Ordinal);

        using var wile = portal.Visitor(host, "192.0.2.20");
        Assert.Equal(
            "/invitation?return=%2Fpayments",
            (await wile.SignIn("wile@invites.example", path: "/sign-in?return=/payments")).Location);
        var asked = await wile.Get("/invitation?return=%2Fpayments");
        Assert.Contains("has invited you to the account of Roadrunner", asked.Text, StringComparison.Ordinal);
        Assert.Equal("/payments", (await wile.Fill("/invitation?return=%2Fpayments", ("answer", "later"))).Location);
        var dashboard = await wile.Get("/dashboard");
        Assert.Contains("Open invitation", dashboard.Text, StringComparison.Ordinal);
        Assert.Empty(dashboard.Page.QuerySelectorAll(".portal-places"));

        var contact = asked.Page.QuerySelector("[name=contact]")!.GetAttribute("value")!;
        Assert.Equal("/invitation", (await wile.Post("/invitation", ("answer", "accept"), ("contact", contact))).Location);
        Assert.Contains("Invited", await Line(inviter, "wile@invites.example"), StringComparison.Ordinal);
        Assert.Equal("/invitation?return=%2Fpayments", (await wile.Fill("/invitation?return=%2Fpayments", ("answer", "accept"))).Location);
        Assert.Equal("/payments", (await wile.Get("/invitation?return=%2Fpayments")).Location);
        Assert.Equal(2, (await wile.Get("/dashboard")).Page.QuerySelectorAll(".portal-places .portal-place").Length);
        var accepted = await Line(inviter, "wile@invites.example");
        Assert.Contains("Wile E. Coyote", accepted, StringComparison.Ordinal);
        Assert.Contains("Active", accepted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mailed_link_asks_and_is_good_for_nothing_once_it_is_withdrawn()
    {
        var host = await portal.AddDomain("mailed.example");
        using var inviter = await Company("ida@mailed.example", host);
        await portal.AddContact("wile@mailed.example", host);
        await Invite(inviter, "wile@mailed.example");
        var link = portal.Mails.To("wile@mailed.example").Single(mail => mail.Kind == MailKind.Invitation).Link!;
        using var wile = portal.Visitor(host, "192.0.2.21");
        Assert.StartsWith("/reset-password?token=", link, StringComparison.Ordinal);
        var page = (await wile.Get(link)).Location!;
        Assert.StartsWith("/invitation?token=", page, StringComparison.Ordinal);
        // Whatever follows links in mails has answered nothing.
        Assert.Equal(200, (await wile.Get(page)).Status);
        Assert.Contains("Invited", await Line(inviter, "wile@mailed.example"), StringComparison.Ordinal);

        var contact = (await inviter.Get("/contacts")).Page.QuerySelectorAll("a").Single(
            a => a.TextContent.Contains("Typed Name", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Equal("/contacts?done=invited", (await Press(inviter, contact, "/mail")).Location);
        Assert.Equal(410, (await wile.Get(page)).Status);
        var second = (
            await wile.Get(portal.Mails.To("wile@mailed.example").Last(mail => mail.Kind == MailKind.Invitation).Link!)).Location!;
        Assert.Equal(200, (await wile.Get(second)).Status);
        Assert.Equal("/contacts?done=withdrawn", (await Press(inviter, contact, "/withdraw")).Location);
        Assert.Equal(410, (await wile.Get(second)).Status);
        Assert.Equal(410, (await wile.Post(second, ("answer", "accept"))).Status);
        Assert.DoesNotContain("Typed Name", (await inviter.Get("/contacts")).Text, StringComparison.Ordinal);

        await Invite(inviter, "wile@mailed.example");
        var third = (await wile.Get(portal.Mails.To("wile@mailed.example").Last(mail => mail.Kind == MailKind.Invitation).Link!)).Location!;
        Assert.Equal("/sign-in?word=invitation", (await wile.Fill(third, ("answer", "accept"))).Location);
        Assert.Contains("Active", await Line(inviter, "wile@mailed.example"), StringComparison.Ordinal);
        Assert.Equal("/dashboard", (await wile.SignIn("wile@mailed.example")).Location);
    }

    [Fact]
    public async Task The_api_answers_for_an_address_that_exists_as_for_a_new_one()
    {
        var host = await portal.AddDomain("told.example");
        await portal.AddContact("wile@told.example", host);
        var customer = CustomerIds.For(CustomerKind.Customer, "api@told.example");
        Assert.True((await portal.Grains.GetGrain<ICustomerGrain>(customer).Create(
            new CustomerSettings { Id = customer, Name = "Told", Currency = "USD", Domain = host }, [], PortalHost.By("told"))).IsSaved);
        foreach (var (name, password) in new[] { ("plain", ""), ("by-hand", ""","password":"chosen by somebody" """) })
        {
            var bodies = new List<string>();
            foreach (var email in new[] { "wile@told.example", name + "@told.example" })
            {
                var made = await portal.Api(
                    HttpMethod.Post,
                    $"/customers/{customer}/contacts",
                    $$"""{"name":"Typed","email":"{{email}}","role":"billing"{{password}}}""");
                Assert.Equal((201, "invited"), ((int)made["http"]!, (string)made["status"]!));
                var at = $"/customers/{customer}/contacts/{made["id"]}";
                Assert.Equal(
                    made.ToJsonString().Replace("201", "200", StringComparison.Ordinal),
                    (await portal.Api(HttpMethod.Get, at)).ToJsonString());
                Assert.Equal(200, (int)(await portal.Api(HttpMethod.Post, at + "/invitation"))["http"]!);
                var listed = (await portal.Api(HttpMethod.Get, $"/customers/{customer}/contacts?q={email}"))["items"]![0]!.ToJsonString();
                bodies.Add((made.ToJsonString() + listed).Replace((string)made["id"]!, "", StringComparison.Ordinal)
                    .Replace((string)made["createdAt"]!, "", StringComparison.Ordinal).Replace(email, "", StringComparison.Ordinal));
                Assert.Equal(204, (int)(await portal.Api(HttpMethod.Delete, at + "/invitation"))["http"]!);
                Assert.Equal(404, (int)(await portal.Api(HttpMethod.Get, at))["http"]!);
            }

            Assert.Equal(bodies[1], bodies[0]);
        }

        using var wile = portal.Visitor(host, "192.0.2.22");
        Assert.Equal("/dashboard", (await wile.SignIn("wile@told.example")).Location);
    }

    [Fact]
    public async Task Staff_take_nothing_from_somebody_who_has_not_accepted()
    {
        var host = await portal.AddDomain("untouched.example");
        var there = await portal.AddContact("wile@untouched.example", host);
        using var inviter = await Company("ida@untouched.example", host);
        await Invite(inviter, "wile@untouched.example");
        var customer = Customer("ida@untouched.example", host);
        var invited = (
            await portal.Grains.GetGrain<IPersonGrain>(there.Person).GetSnapshot(-1))!.Places.Single(place => place.InvitedBy is not null);
        Assert.Equal(customer, invited.Customer);
        using var staff = await portal.Staff();
        var path = $"/customers/{customer}/contacts/{invited.Contact}";
        var page = await staff.Get(path);
        Assert.Contains("Typed Name", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wile E. Coyote", page.Text, StringComparison.Ordinal);
        var key = page.Page.QuerySelector("[name=_form]")!.GetAttribute("value")!;
        Assert.Equal(409, (await staff.Post(path + "/second-factor", ("_form", key))).Status);
        Assert.Equal(422, (await staff.Post(path + "/portal", ("_form", key))).Status);
        Assert.Equal(303, (await staff.Post(path + "/withdraw", ("_form", key))).Status);
        Assert.Equal(404, (await staff.Get(path)).Status);
    }

    private async Task<PortalVisitor> Company(string email, string host)
    {
        await portal.AddContact(email, host, settings => settings with { Name = "Ida Inviter", Role = ContactRole.All });
        var browser = portal.Visitor(host, "192.0.2.19");
        Assert.Equal("/dashboard", (await browser.SignIn(email)).Location);
        return browser;
    }

    private static string Customer(string email, string host) => CustomerIds.For(CustomerKind.Customer, "customer/" + email + host);

    private static async Task Invite(PortalVisitor inviter, string email) => Assert.Equal(
        "/contacts?done=invited",
        (await inviter.Fill("/contacts/new", ("name", "Typed Name"), ("email", email), ("role", "billing"))).Location);

    private static async Task<string> Line(PortalVisitor inviter, string email) =>
        (await inviter.Get("/contacts")).Page.QuerySelectorAll("tr, li").First(
            row => row.TextContent.Contains(email, StringComparison.Ordinal)).TextContent;

    private static async Task<PortalReply> Press(PortalVisitor browser, string page, string action)
    {
        var form = (await browser.Get(page)).Page.QuerySelectorAll("form").Single(form => form.GetAttribute("action") == page + action);
        return await browser.Post(page + action, [.. PortalVisitor.Hidden(form)]);
    }
}
