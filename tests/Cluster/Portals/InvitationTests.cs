using OtpNet;
using Portal.Domains;
using Portal.Mail;
using Portal.People;

namespace Portal.Tests.Cluster.Portals;

/// <summary>The ways in: an invitation, the page with recovery codes, the terms of a sign-up.</summary>
public sealed class InvitationTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private static int count;
    private readonly int number = Interlocked.Increment(ref count);

    private string Email => $"invited{number}@acme.example";

    [Fact]
    public async Task An_invitation_says_which_company_and_address_it_is_for_and_leads_in()
    {
        var host = await portal.AddDomain($"invite{number}.ways.example");
        var contact = await portal.AddContact(Email, host, password: null);
        using var browser = portal.Visitor(host, $"198.51.100.{number}");
        var path = await Link(contact, LinkPurpose.Invitation);
        var page = (await browser.Get(path)).Page;
        Assert.Equal("You have been invited", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Roadrunner", page.QuerySelector(".portal-text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Email, page.QuerySelector(".portal-text")!.TextContent, StringComparison.Ordinal);
        var refused = await browser.Fill(path, ("password", "short"));
        Assert.Equal(422, refused.Status);
        Assert.Contains(Email, refused.Text, StringComparison.Ordinal);
        Assert.Equal("/dashboard", (await browser.Fill(path, ("password", PortalHost.Password))).Location);
        Assert.Equal(200, (await browser.Get("/dashboard")).Status);
    }

    [Fact]
    public async Task An_invitation_to_a_domain_that_wants_a_second_factor_leads_to_setting_it_up()
    {
        var host = await portal.AddDomain($"factor{number}.ways.example", DomainFlag.RequireSecondFactor);
        var contact = await portal.AddContact(Email, host, password: null);
        using var browser = portal.Visitor(host, $"198.51.100.{number}");
        Assert.Equal(
            "/sign-in/second-factor",
            (await browser.Fill(await Link(contact, LinkPurpose.Invitation), ("password", PortalHost.Password))).Location);
        var page = (await browser.Get("/sign-in/second-factor")).Page;
        var secret = page.QuerySelector(".portal-secret")!.TextContent;
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(portal.Clock.GetUtcNow().UtcDateTime);
        var codes = await browser.Post(
            "/sign-in/second-factor",
            [.. PortalVisitor.Hidden(page.QuerySelector(".portal-form")!), ("code", code)]);
        var file = Uri.UnescapeDataString(codes.Page.QuerySelector("a[download]")!.GetAttribute("href")!);
        foreach (var shown in codes.Page.QuerySelectorAll("#codes code"))
            Assert.Contains(shown.TextContent, file, StringComparison.Ordinal);
        Assert.Contains(host, file, StringComparison.Ordinal);
        Assert.NotNull(codes.Page.QuerySelector("button[data-copy]"));
        Assert.NotNull(codes.Page.QuerySelector("button[data-print]"));

        // Read again, the page says what happened rather than going on in silence.
        var again = (await browser.Get("/sign-in/second-factor")).Location!;
        Assert.Contains(
            "shown once",
            (await browser.Get(again)).Page.QuerySelector(".portal-note-good")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_who_forgot_the_password_names_the_address_and_leads_to_the_sign_in_page()
    {
        var host = await portal.AddDomain($"forgot{number}.ways.example");
        var contact = await portal.AddContact(Email, host);
        using var browser = portal.Visitor(host, $"198.51.100.{number}");
        var path = await Link(contact, LinkPurpose.ResetPassword);
        Assert.Contains(Email, (await browser.Get(path)).Page.QuerySelector(".portal-text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/sign-in?word=password", (await browser.Fill(path, ("password", "another horse battery"))).Location);
    }

    private async Task<string> Link(ContactView contact, LinkPurpose purpose)
    {
        await portal.Grains.GetGrain<IPersonGrain>(contact.Person).SendLink(purpose, PortalHost.By($"link/{contact.Person}/{purpose}"));
        return await portal.MailedLink(
            contact.Settings.Email, purpose == LinkPurpose.Invitation ? MailKind.Invitation : MailKind.ResetPassword);
    }
}
