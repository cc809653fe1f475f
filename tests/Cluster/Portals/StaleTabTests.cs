using AngleSharp.Html.Dom;
using Portal.Access;
using Portal.People;

namespace Portal.Tests.Cluster.Portals;

/// <summary>A browser with two tabs: each page stands for the customer that it was made for.</summary>
public sealed class StaleTabTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private static int count;
    private readonly int number = Interlocked.Increment(ref count);

    private string Email => $"twoplaces{number}@acme.example";

    [Fact]
    public async Task A_form_made_for_one_company_changes_nothing_at_another_and_comes_back_as_typed()
    {
        var (browser, first, second) = await SignIn();
        using var _ = browser;
        var page = (await browser.Get("/contacts/new")).Page;
        await Switch(browser, second);
        var refused = await browser.Post(
            "/contacts/new", [.. Hidden(page), ("name", "Road <Runner>"), ("email", $"runner{number}@acme.example"), ("role", "billing")]);

        Assert.Equal(422, refused.Status);
        Assert.Contains("opened for Roadrunner", refused.Problem, StringComparison.Ordinal);
        Assert.Contains("working for Anvil Works now", refused.Problem, StringComparison.Ordinal);
        Assert.Equal("Road <Runner>", Field(refused.Page, "name"));
        Assert.Equal($"runner{number}@acme.example", Field(refused.Page, "email"));
        Assert.Equal("billing", ((IHtmlSelectElement)refused.Page.QuerySelector("select[name=role]")!).Value);
        Assert.Equal(["Wile E. Coyote"], await Contacts(browser));

        // The form that came back is for the company that the bar names: sending it is a decision.
        Assert.Equal(
            "/contacts?done=invited",
            (await browser.Post(
                "/contacts/new",
                [
                    .. Hidden(refused.Page),
                    ("name", "Road Runner"), ("email", $"runner{number}@acme.example"), ("role", "billing"),
                ])).Location);
        Assert.Equal(2, (await Contacts(browser)).Length);
        await Switch(browser, first);
        Assert.Equal(["Wile E. Coyote"], await Contacts(browser));
    }

    [Fact]
    public async Task Going_back_shows_what_was_typed_for_the_company_that_it_was_typed_for()
    {
        var (browser, first, second) = await SignIn();
        using var _ = browser;
        var page = (await browser.Get("/contacts/new")).Page;
        await Switch(browser, second);
        var refused = await browser.Post(
            "/contacts/new", [.. Hidden(page), ("name", "Runner"), ("email", $"back{number}@acme.example"), ("role", "readOnly")]);
        var back = await browser.Post("/contacts/new", [.. Hidden(refused.Page, ".portal-stale")]);

        Assert.Equal(200, back.Status);
        Assert.Contains("working for Roadrunner again", back.Problem, StringComparison.Ordinal);
        Assert.Equal("Runner", Field(back.Page, "name"));
        Assert.Equal(first.Customer, Made(back.Page));
        Assert.Equal(["Wile E. Coyote"], await Contacts(browser));
        Assert.Equal(
            303,
            (await browser.Post(
                "/contacts/new",
                [.. Hidden(back.Page), ("name", "Runner"), ("email", $"back{number}@acme.example"), ("role", "readOnly")])).Status);
        Assert.Equal(2, (await Contacts(browser)).Length);
    }

    [Fact]
    public async Task Each_form_of_each_page_is_bound_to_its_company()
    {
        var (browser, first, second) = await SignIn();
        using var _ = browser;
        string[] pages =
            [
                "/contacts/new",
                $"/contacts/{first.Id}",
                "/profile/me", "/profile/email", "/profile/password", "/profile/second-factor", "/profile",
            ];
        var forms = new List<(string Path, (string, string)[] Hidden)>();
        foreach (var path in pages)
        {
            foreach (var form in (await browser.Get(path)).Page.QuerySelectorAll("main form").Cast<IHtmlFormElement>())
                forms.Add((form.GetAttribute("action") is { Length: > 0 } action ? action : path, [.. PortalVisitor.Hidden(form)]));
        }

        Assert.Contains(forms, form => form.Path.EndsWith("/mail", StringComparison.Ordinal));
        await Switch(browser, second);
        foreach (var (path, hidden) in forms)
        {
            var reply = await browser.Post(path, [.. hidden, ("name", "Changed"), ("role", "readOnly"), ("status", "disabled")]);
            Assert.True(reply.Status == 422, $"{path}: {reply.Status}");
            Assert.Contains("Roadrunner", reply.Problem!, StringComparison.Ordinal);
            Assert.Contains(
                "Back to Roadrunner",
                reply.Page.QuerySelector(".portal-stale form button")!.TextContent,
                StringComparison.Ordinal);
        }

        await Switch(browser, first);
        Assert.Contains("Wile E. Coyote", (await browser.Get("/profile")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_gives_the_list_of_the_company_whose_page_it_stands_on_or_says_so()
    {
        var (browser, _, second) = await SignIn();
        using var __ = browser;
        var link = (await browser.Get("/contacts")).Page.QuerySelector("a[href*='.csv']")!.GetAttribute("href")!;
        Assert.Equal(200, (await browser.Get(link)).Status);
        await Switch(browser, second);
        var asked = await browser.Get(link);

        Assert.Equal(422, asked.Status);
        Assert.Contains("opened for Roadrunner", asked.Problem, StringComparison.Ordinal);
        Assert.Equal("/contacts", asked.Page.QuerySelector(".portal-stale a")!.GetAttribute("href"));
        Assert.DoesNotContain("attachment", asked.Headers, StringComparison.Ordinal);
        // Who writes the address by hand means whatever the browser works for.
        Assert.Equal(200, (await browser.Get("/contacts.csv")).Status);
    }

    [Fact]
    public async Task A_page_of_before_a_switch_leads_on_or_back()
    {
        var (browser, first, second) = await SignIn();
        using var _ = browser;
        Assert.Equal(first.Customer, Made((await browser.Get("/payments")).Page));
        Assert.Equal(first.Customer, browser.Cookies["__Host-place"]);
        await Switch(browser, second);
        await browser.Get("/payments");
        Assert.Equal(second.Customer, browser.Cookies["__Host-place"]);

        var asked = await browser.Get($"/switch?was={first.Customer}&to=%2Fcontacts%3Fafter%3Dx");
        Assert.Contains("opened for Roadrunner", asked.Problem, StringComparison.Ordinal);
        Assert.Equal("/contacts?after=x", asked.Page.QuerySelector(".portal-stale a")!.GetAttribute("href"));
        var back = await browser.Post("/switch", [.. Hidden(asked.Page, ".portal-stale")]);
        Assert.Equal("/contacts?after=x", back.Location);
        Assert.Equal(first.Customer, Made((await browser.Get("/contacts")).Page));
        // Nothing to ask: it is the page's own company.
        Assert.Equal("/contacts", (await browser.Get($"/switch?was={first.Customer}&to=%2Fcontacts")).Location);
    }

    [Fact]
    public async Task A_form_from_before_a_new_sign_in_comes_back_as_typed()
    {
        var (browser, _, _) = await SignIn();
        using var __ = browser;
        var page = (await browser.Get("/contacts/new")).Page;
        await browser.Post("/sign-out");
        Assert.Equal(303, (await browser.SignIn(Email)).Status);
        var refused = await browser.Post(
            "/contacts/new", [.. Hidden(page), ("name", "Runner"), ("email", $"again{number}@acme.example"), ("role", "readOnly")]);
        Assert.Equal(422, refused.Status);
        Assert.Contains("signed in again", refused.Problem, StringComparison.Ordinal);
        Assert.Equal("Runner", Field(refused.Page, "name"));
        Assert.Single(await Contacts(browser));
    }

    [Fact]
    public async Task Going_back_to_the_answer_of_a_form_that_has_no_page_of_its_own_leads_to_its_page()
    {
        var (browser, first, _) = await SignIn();
        using var __ = browser;
        Assert.Equal($"/contacts/{first.Id}", (await browser.Get($"/contacts/{first.Id}/mail")).Location);
        Assert.Equal("/profile/email", (await browser.Get("/profile/verify")).Location);
    }

    [Fact]
    public async Task The_bar_names_the_company_also_for_a_person_with_one_place()
    {
        var host = await portal.AddDomain($"bar{number}.stale.example");
        await portal.AddContact(Email, host);
        using var browser = portal.Visitor(host, $"198.51.100.{number}");
        await browser.SignIn(Email);
        Assert.Contains(
            "Roadrunner",
            (await browser.Get("/dashboard")).Page.QuerySelector(".portal-top .portal-company")!.TextContent,
            StringComparison.Ordinal);
    }

    private async Task<(PortalVisitor Browser, ContactView First, ContactView Second)> SignIn()
    {
        var host = await portal.AddDomain($"tabs{number}.stale.example");
        var first = await portal.AddContact(Email, host, settings => settings with { Role = ContactRole.All });
        var second = await portal.AddPlace(Email, "Anvil Works", host);
        var browser = portal.Visitor(host, $"198.51.100.{number}");
        Assert.Equal(303, (await browser.SignIn(Email)).Status);
        if (Made((await browser.Get("/dashboard")).Page) != first.Customer)
            await Switch(browser, first);
        return (browser, first, second);
    }

    private static async Task Switch(PortalVisitor browser, ContactView to)
    {
        var page = (await browser.Get("/dashboard")).Page;
        Assert.Equal("/dashboard", (await browser.Post("/switch", [.. Hidden(page, ".portal-places"), ("contact", to.Id)])).Location);
        Assert.Equal(to.Customer, Made((await browser.Get("/dashboard")).Page));
    }

    private static async Task<string[]> Contacts(PortalVisitor browser) =>
        [.. (await browser.Get("/contacts.csv")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal)];

    private static string? Made(IHtmlDocument page) => page.DocumentElement.GetAttribute("data-for");

    private static string Field(IHtmlDocument page, string name) =>
        ((IHtmlInputElement)page.QuerySelector($".portal-form [name={name}]")!).Value;

    private static IEnumerable<(string, string)> Hidden(IHtmlDocument page, string form = ".portal-form") =>
        PortalVisitor.Hidden(page.QuerySelector(form)!);
}
