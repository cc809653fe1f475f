using Portal.Mail;
using Portal.Staff;
using Portal.Tests.Cluster.Portals;

namespace Portal.Tests.Cluster.Staff;

/// <summary>Staff who forgot their password, from the page to the mail and back.</summary>
public sealed class StaffForgotTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const string Next = "another horse, another battery";

    [Fact]
    public async Task A_mailed_link_sets_a_password_once_and_the_page_says_the_same_of_strangers()
    {
        await Hire("fay@operator.example");
        using var browser = portal.Visitor(PortalHost.ControlHost, "198.51.100.7");
        var known = await Ask(browser, "fay@operator.example");
        var stranger = await Ask(browser, "nobody@operator.example");
        Assert.Equal((200, 200), (known.Status, stranger.Status));
        Assert.Equal(Said(known).Replace("fay@", "nobody@", StringComparison.Ordinal), Said(stranger));

        var link = await portal.MailedLink("fay@operator.example", MailKind.StaffPassword);
        Assert.Empty(portal.Mails.To("nobody@operator.example"));
        var form = (await browser.Get(link)).Page.QuerySelector("form[data-form]")!;
        Assert.Equal(303, (await browser.Post("/invitation", [.. PortalVisitor.Hidden(form), ("password", Next)])).Status);
        Assert.Equal(404, (await browser.Get(link)).Status);

        using var other = portal.Visitor(PortalHost.ControlHost, "198.51.100.8");
        Assert.Equal(422, (await SignIn(other, PortalHost.Password)).Status);
        Assert.Equal(303, (await SignIn(other, Next)).Status);
    }

    [Fact]
    public async Task An_address_gets_three_links_an_hour_and_a_network_asks_for_twenty()
    {
        await Hire("gus@operator.example");
        using var browser = portal.Visitor(PortalHost.ControlHost, "198.51.100.9");
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await Ask(browser, "gus@operator.example")).Status);
        Assert.Equal(429, (await Ask(browser, "gus@operator.example")).Status);
        await portal.MailedLink("gus@operator.example", MailKind.StaffPassword);
        Assert.True(portal.Mails.To("gus@operator.example").Length <= 3);

        using var elsewhere = portal.Visitor(PortalHost.ControlHost, "203.0.113.9");
        Assert.Equal(200, (await Ask(elsewhere, "gus@operator.example")).Status);
    }

    [Fact]
    public async Task What_is_set_up_is_the_owners_alone()
    {
        using var admin = await portal.Staff();
        foreach (var path in (string[])["/setup", "/setup/platform", "/setup/mail"])
            Assert.Equal(403, (await admin.Get(path)).Status);
        var form = (await admin.Get("/profile")).Page.QuerySelector("form[data-form]")!;
        foreach (var path in (string[])["/setup/platform", "/setup/mail", "/setup/skip", "/setup/finish"])
            Assert.Equal(403, (await admin.Post(path, [.. PortalVisitor.Hidden(form)])).Status);
        using var stranger = portal.Visitor(PortalHost.ControlHost, "198.51.100.10");
        Assert.StartsWith("/sign-in", (await stranger.Get("/setup/mail")).Location, StringComparison.Ordinal);
    }

    private async Task Hire(string email)
    {
        var settings = new OperatorSettings { Email = email, Name = "Somebody", Rights = new StaffRights { Role = StaffRole.Admin } };
        Assert.True((await portal.Service<IGrainFactory>().GetGrain<IOperatorGrain>(email).Create(
            settings, PortalHost.Password, PortalHost.By("staff/" + email))).IsSaved);
    }

    private static async Task<PortalReply> Ask(PortalVisitor browser, string email) =>
        await browser.Post("/forgot-password", [.. await Form(browser, "/forgot-password"), ("email", email)]);

    private static async Task<PortalReply> SignIn(PortalVisitor browser, string password) =>
        await browser.Post("/sign-in", [.. await Form(browser, "/sign-in"), ("email", "fay@operator.example"), ("password", password)]);

    private static async Task<IEnumerable<(string Name, string Value)>> Form(PortalVisitor browser, string path) =>
        PortalVisitor.Hidden((await browser.Get(path)).Page.QuerySelector("form")!);

    private static string Said(PortalReply reply) => reply.Page.QuerySelector(".card")!.TextContent;
}
