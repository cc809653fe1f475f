using OtpNet;
using Portal.Domains;
using Portal.People;

namespace Portal.Tests.Cluster.Portals;

public sealed class SignInTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const string Cookie = "__Host-session";
    private static int count;
    private readonly int number = Interlocked.Increment(ref count);

    private string Email => $"coyote{number}@acme.example";

    private string Network => $"198.51.100.{number}";

    [Fact]
    public async Task A_contact_signs_in_sees_the_first_page_and_signs_out_for_good()
    {
        var host = await portal.AddDomain($"a{number}.signin.example");
        await portal.AddContact(Email, host);
        using var browser = portal.Visitor(host, Network);
        Assert.Equal((303, "/sign-in?return=%2Fpayments%3Fcursor%3Dx"), Way(await browser.Get("/payments?cursor=x")));
        Assert.Equal((303, "/payments?cursor=x"), Way(await browser.SignIn(Email, path: "/sign-in?return=%2Fpayments%3Fcursor%3Dx")));
        var page = await browser.Get("/dashboard");
        Assert.Equal(200, page.Status);
        Assert.Contains("no-store", page.Headers, StringComparison.Ordinal);
        Assert.Equal((303, "/dashboard"), Way(await browser.Get("/")));
        Assert.Equal(404, (await browser.Get("/no-such-section")).Status);

        var stolen = browser.Cookies[Cookie];
        Assert.Equal((303, "/sign-in"), Way(await browser.Post("/sign-out")));
        Assert.DoesNotContain(Cookie, browser.Cookies.Keys);
        browser.Cookies[Cookie] = stolen;
        Assert.Equal((303, "/sign-in"), Way(await browser.Get("/dashboard")));
        Assert.DoesNotContain(Cookie, browser.Cookies.Keys);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var host = await portal.AddDomain($"b{number}.signin.example");
        await portal.AddContact(Email, host);
        using var browser = portal.Visitor(host, Network);
        var known = await browser.SignIn(Email, "not the password");
        var unknown = await browser.SignIn("nobody" + Email, "not the password");
        Assert.Equal((422, 422), (known.Status, unknown.Status));
        Assert.Equal(known.Problem, unknown.Problem);
        Assert.Equal(known.Text, unknown.Text.Replace("nobody" + Email, Email, StringComparison.Ordinal));
        Assert.Empty(browser.Cookies);
    }

    [Fact]
    public async Task A_customer_with_a_domain_signs_in_there_alone_and_its_cookie_is_good_there_alone()
    {
        var (host, other) = (await portal.AddDomain($"c{number}.signin.example"), await portal.AddDomain($"d{number}.signin.example"));
        await portal.AddContact(Email, host);
        using var browser = portal.Visitor(host, Network);
        using var elsewhere = portal.Visitor(other, Network);
        Assert.Equal(422, (await elsewhere.SignIn(Email)).Status);
        Assert.Equal(303, (await browser.SignIn(Email)).Status);
        elsewhere.Cookies[Cookie] = browser.Cookies[Cookie];
        Assert.Equal((303, "/sign-in"), Way(await elsewhere.Get("/dashboard")));
        browser.Cookies[Cookie] = browser.Cookies[Cookie][..^1] + "x";
        Assert.Equal((303, "/sign-in"), Way(await browser.Get("/dashboard")));
    }

    [Fact]
    public async Task A_session_of_a_removed_contact_or_from_a_foreign_address_is_signed_out()
    {
        var host = await portal.AddDomain($"e{number}.signin.example");
        var contact = await portal.AddContact(Email, host, settings => settings with { AllowedIps = [Network + "/32"] });
        using var browser = portal.Visitor(host, Network);
        Assert.Equal(303, (await browser.SignIn(Email)).Status);
        Assert.Equal(200, (await browser.Get("/dashboard")).Status);
        using (var moved = portal.Visitor(host, "203.0.113.9"))
        {
            moved.Cookies[Cookie] = browser.Cookies[Cookie];
            Assert.Equal((303, "/sign-in"), Way(await moved.Get("/dashboard")));
        }

        Assert.True((await portal.Grains.GetGrain<IPersonGrain>(contact.Person).RemovePlace(contact.Id, PortalHost.By("remove"))).IsSaved);
        Assert.Equal((303, "/sign-in"), Way(await browser.Get("/dashboard")));
    }

    [Fact]
    public async Task Guessing_waits_while_the_owners_browser_comes_in()
    {
        var host = await portal.AddDomain($"f{number}.signin.example");
        await portal.AddContact(Email, host);
        using var owner = portal.Visitor(host, Network);
        Assert.Equal(303, (await owner.SignIn(Email)).Status);
        await owner.Post("/sign-out");

        using var stranger = portal.Visitor(host, "203.0.113.50");
        var last = await stranger.SignIn(Email, "guess 0");
        for (var i = 1; i < 10 && last.Status == 422; i++)
            last = await stranger.SignIn(Email, $"guess {i}");
        Assert.Equal(429, last.Status);
        Assert.Contains("Retry-After", last.Headers, StringComparison.Ordinal);
        Assert.Equal(429, (await stranger.SignIn(Email)).Status);
        Assert.Equal(303, (await owner.SignIn(Email)).Status);
        portal.Clock.Push(TimeSpan.FromMinutes(6));
        Assert.Equal(303, (await stranger.SignIn(Email)).Status);
    }

    [Fact]
    public async Task A_domain_that_wants_a_second_factor_gets_one_before_anything_else()
    {
        var host = await portal.AddDomain($"g{number}.signin.example", DomainFlag.RequireSecondFactor);
        await portal.AddContact(Email, host);
        using var browser = portal.Visitor(host, Network);
        Assert.Equal((303, "/sign-in/second-factor"), Way(await browser.SignIn(Email)));
        Assert.Equal((303, "/sign-in/second-factor"), Way(await browser.Get("/dashboard")));
        var page = (await browser.Get("/sign-in/second-factor")).Page;
        Assert.NotNull(page.QuerySelector(".portal-qr svg"));
        var secret = page.QuerySelector(".portal-secret")!.TextContent;
        var token = page.QuerySelector("[name=_token]")!.GetAttribute("value")!;
        var offer = page.QuerySelector("[name=offer]")!.GetAttribute("value")!;
        var wrong = await browser.Post("/sign-in/second-factor", ("_token", token), ("offer", offer), ("code", "000000"));
        Assert.Equal((422, secret), (wrong.Status, wrong.Page.QuerySelector(".portal-secret")!.TextContent));
        Assert.Contains("This code is wrong", wrong.Text, StringComparison.Ordinal);
        var old = await browser.Post("/sign-in/second-factor", ("_token", token), ("offer", "x" + offer), ("code", Code(secret)));
        Assert.Equal(422, old.Status);
        Assert.NotEqual(secret, old.Page.QuerySelector(".portal-secret")!.TextContent);
        Assert.Contains("Scan the new picture", old.Text, StringComparison.Ordinal);
        var codes = await browser.Post("/sign-in/second-factor", ("_token", token), ("offer", offer), ("code", Code(secret)));
        Assert.Equal(200, codes.Status);
        Assert.True(codes.Page.QuerySelectorAll(".portal-codes code").Length >= 8);
        Assert.Equal(200, (await browser.Get("/dashboard")).Status);

        using var next = portal.Visitor(host, Network);
        Assert.Equal((303, "/sign-in/code"), Way(await next.SignIn(Email)));
        Assert.Equal((303, "/sign-in/code"), Way(await next.Get("/dashboard")));
        Assert.Equal(422, (await next.Fill("/sign-in/code", ("code", "000000"))).Status);
        var before = next.Cookies[Cookie];
        Assert.Equal(
            (303, "/dashboard"),
            Way(await next.Fill("/sign-in/code", ("code", codes.Page.QuerySelector(".portal-codes code")!.TextContent))));
        Assert.NotEqual(before, next.Cookies[Cookie]);
        Assert.Equal(200, (await next.Get("/dashboard")).Status);
    }

    [Fact]
    public async Task Forms_from_elsewhere_and_without_the_sessions_token_are_refused()
    {
        var host = await portal.AddDomain($"h{number}.signin.example");
        await portal.AddContact(Email, host);
        using var browser = portal.Visitor(host, Network);
        await browser.SignIn(Email);
        Assert.Equal(403, (await browser.Post("/profile", ("name", "Somebody"))).Status);
    }

    [Fact]
    public async Task Asking_for_a_link_says_the_same_of_every_address_and_dead_links_say_what_to_do()
    {
        var host = await portal.AddDomain($"i{number}.signin.example");
        await portal.AddContact(Email, host);
        using var browser = portal.Visitor(host, Network);
        var known = await browser.Fill("/forgot-password", ("email", Email));
        var unknown = await browser.Fill("/forgot-password", ("email", "nobody" + Email));
        Assert.Equal(200, known.Status);
        Assert.Equal(known.Text, unknown.Text.Replace("nobody" + Email, Email, StringComparison.Ordinal));
        Assert.Equal(422, (await browser.Fill("/forgot-password", ("email", "not an address"))).Status);
        foreach (var path in new[] { "/reset-password", "/verify-email" })
        {
            var dead = await browser.Get(path + "?token=p_01ARZ3NDEKTSV4RRFFQ69G5FAV.0123456789abcdef");
            Assert.Equal(410, dead.Status);
            Assert.NotNull(dead.Page.QuerySelector("a.portal-button"));
        }
    }

    [Fact]
    public async Task Staff_comes_in_once_by_its_link_and_on_its_host_alone()
    {
        var (host, other) = (await portal.AddDomain($"j{number}.signin.example"), await portal.AddDomain($"k{number}.signin.example"));
        var contact = await portal.AddContact(Email, host);
        var token = await portal.Grains.GetGrain<IPersonGrain>(contact.Person).OpenPortal(
            contact.Id, host, new StaffVisit("op_1", "Ada"), PortalHost.By("open"));
        using var browser = portal.Visitor(host, Network);
        using var elsewhere = portal.Visitor(other, Network);
        Assert.Equal(410, (await elsewhere.Fill("/portal-login?token=" + token)).Status);
        // What follows the link, or looks ahead, uses nothing up.
        for (var i = 0; i < 2; i++)
        {
            var page = await browser.Get("/portal-login?token=" + token);
            Assert.Equal(200, page.Status);
            Assert.NotNull(page.Page.QuerySelector("form[data-go]"));
        }

        Assert.Equal((303, "/dashboard"), Way(await browser.Fill("/portal-login?token=" + token)));
        Assert.Equal(200, (await browser.Get("/dashboard")).Status);
        using var second = portal.Visitor(host, Network);
        Assert.Equal(410, (await second.Fill("/portal-login?token=" + token)).Status);
    }

    [Fact]
    public async Task A_refused_sign_up_keeps_what_was_typed_and_a_sent_one_says_to_look_into_the_mail()
    {
        var host = await portal.AddDomain($"l{number}.signin.example");
        using var browser = portal.Visitor(host, Network);
        Assert.Equal(404, (await browser.Get("/sign-up/carrier")).Status);
        var refused = await browser.Fill(
            "/sign-up", ("company", "Blue Ltd"), ("email", Email), ("password", "short words"), ("country", "GB"), ("currency", "CHF"));
        Assert.Equal(422, refused.Status);
        Assert.Equal("Blue Ltd", refused.Page.QuerySelector("#company")!.GetAttribute("value"));
        Assert.DoesNotContain("short words", refused.Text, StringComparison.Ordinal);
        Assert.True(refused.Page.QuerySelector("#name")!.HasAttribute("autofocus"));
        Assert.NotNull(refused.Page.QuerySelector("#currency-error"));
        Assert.NotNull(refused.Page.QuerySelector("#terms-error"));

        (string, string)[] right =
            [
                ("company", "Blue Ltd"),
                ("name", "Bea"),
                ("email", Email),
                ("password", PortalHost.Password),
                ("phone", "+44 20 7946 0000"),
                ("country", "GB"),
                ("currency", "USD"),
                ("terms", "yes"),
            ];
        var sent = await browser.Fill("/sign-up", right);
        Assert.Equal(200, sent.Status);
        Assert.Contains(Email, sent.Page.QuerySelector(".portal-text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("__Host-signup", browser.Cookies.Keys);
        Assert.Equal(422, (await browser.Fill("/sign-up", [.. right, ("proof", "1")])).Status);
    }

    private static (int Status, string? Location) Way(PortalReply reply) => (reply.Status, reply.Location);

    private string Code(string secret) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(portal.Clock.GetUtcNow().UtcDateTime);
}
