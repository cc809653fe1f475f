using Portal.Access;
using Portal.Customers;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class MenuTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    public static IEnumerable<TheoryDataRow<string, bool, bool, bool, ContactRole>> Matrix =>
        from section in Portal.Access.Sections.All
        from domain in (bool[])[true, false]
        from show in (bool[])[true, false]
        from hide in (bool[])[true, false]
        from role in Enum.GetValues<ContactRole>()
        select new TheoryDataRow<string, bool, bool, bool, ContactRole>(section, domain, show, hide, role);

    [Theory]
    [MemberData(nameof(Matrix))]
    public void The_menu_has_what_access_allows_and_has_a_page(string section, bool domain, bool show, bool hide, ContactRole role)
    {
        var customer = SectionWorld.Customer with { AccessShow = show ? [section] : [], AccessHide = hide ? [section] : [] };
        var call = SectionWorld.Call(role: role, customer: customer, domain: SectionWorld.Domain with { Access = domain ? [section] : [] });
        var facts = new AccessFacts
        {
            Domain = domain ? [section] : [],
            Show = customer.AccessShow,
            Hide = customer.AccessHide,
            Role = role,
        };
        var expected = SectionWorld.WithPage.Contains(section) && EffectiveAccess.Allows(section, facts);
        Assert.Equal(expected, world.Menu.Entries(call).Any(e => e.Section.Key == section));
        Assert.Equal(expected, world.Menu.Items(call, "").Contains($"href=\"/{section}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_in_the_order_of_all_sections_and_marks_where_one_is()
    {
        var items = world.Menu.Items(SectionWorld.Call(), "routes");
        Assert.Equal(SectionWorld.WithPage, world.Menu.Entries(SectionWorld.Call()).Select(e => e.Section.Key));
        Assert.Contains("<a href=\"/routes\" aria-current=\"page\">Routes</a>", items, StringComparison.Ordinal);
        Assert.Equal(2, items.Split("aria-current").Length);
    }

    [Fact]
    public void A_carrier_has_its_few()
    {
        var call = SectionWorld.Call(customer: SectionWorld.Customer with { Kind = CustomerKind.Carrier, Currency = "" });
        Assert.Equal(["dashboard", "contracts", "contacts", "profile"], world.Menu.Entries(call).Select(e => e.Section.Key));
    }

    [Fact]
    public async Task Each_page_says_what_it_is_and_is_kept_by_nobody()
    {
        world.Items.Add(new CustomerRoute { Name = "Germany" });
        foreach (var section in SectionWorld.WithPage)
        {
            var answer = (await world.Get("/" + section))!;
            var page = answer.Page;
            Assert.Equal(200, answer.Status);
            Assert.Equal("no-store", answer.Response.Headers.CacheControl);
            Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
            Assert.EndsWith(" · Acme Telecom", page.Title, StringComparison.Ordinal);
            Assert.Equal(section, page.DocumentElement.GetAttribute("data-page"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Equal("/" + section, page.QuerySelector(".portal-nav [aria-current=page]")!.GetAttribute("href"));
            Assert.NotNull(page.QuerySelector("a.portal-skip[href='#main']"));
            Assert.Equal("Acme Telecom Ltd", page.QuerySelector(".portal-footer")!.TextContent.Trim());
            Assert.All(
                page.QuerySelectorAll("input:not([type=hidden]),select,textarea"),
                field => Assert.NotNull(page.QuerySelector($"label[for='{field.Id}']")));
            Assert.All(
                page.QuerySelectorAll("link[rel=stylesheet]"),
                link => Assert.NotNull(SectionWorld.Call().Site.AssetAt(link.GetAttribute("href")!)));
        }
    }

    [Fact]
    public async Task Sections_without_a_page_are_not_there()
    {
        foreach (var section in Portal.Access.Sections.All.Except(SectionWorld.WithPage))
            Assert.Null(await world.Get("/" + section));
    }

    [Fact]
    public async Task What_is_below_a_section_and_nobody_knows_is_not_there()
    {
        foreach (var section in SectionWorld.WithPage)
        {
            foreach (var rest in (string[])["/", "/nothing", "/nothing/more", ".json", "/../x"])
                Assert.Null(await world.Get($"/{section}{rest}"));
        }
    }

    [Fact]
    public async Task Somebody_with_several_places_can_switch_and_staff_is_announced()
    {
        var call =
            SectionWorld.Call(path: "/profile") with
            {
                Places =
                    [
                        (SectionWorld.Place, "Blue Cloud Ltd"),
                        (SectionWorld.Place with { Contact = "ct_9", Customer = "c_9" }, "Red Sky Inc"),
                    ],
            };
        var page = (await world.Ask(call))!.Page;
        Assert.Equal("Red Sky Inc", page.QuerySelector("form.portal-places button[name=contact][value=ct_9]")!.TextContent);
        Assert.Null(page.QuerySelector("button[value=ct_1]"));
        Assert.Null(page.QuerySelector(".portal-visit"));

        var visit = SectionWorld.Call(path: "/profile") with { Session = SectionWorld.Session with { Staff = new("o_1", "Sam Staff") } };
        page = (await world.Ask(visit))!.Page;
        Assert.Contains(
            "Sam Staff is viewing this portal as Ann Bell.",
            page.QuerySelector(".portal-visit")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("/sign-out", page.QuerySelector(".portal-visit form")!.GetAttribute("action"));
        Assert.Null(page.QuerySelector("a[href='/profile/password']"));
        Assert.Null(page.QuerySelector("form[action*=sessions]"));
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
