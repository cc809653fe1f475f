using Microsoft.Playwright;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>The control panel under fingers, and under scrollbars that take room.</summary>
public sealed class PhoneTests(PanelWorld world) : IClassFixture<PanelWorld>
{
    // What is too small for a finger or makes a phone zoom in; links inside of sentences are text.
    private const string TooSmall = """
        () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].flatMap(el => {
          const box = el.getBoundingClientRect(), style = getComputedStyle(el);
          if (box.width === 0 || style.clipPath !== 'none' || el.matches('.skip') || el.closest('.hidden')) return [];
          const label = !el.matches('[type=checkbox]') ? null
            : el.closest('label') ?? document.querySelector(`label[for="${CSS.escape(el.id)}"]`);
          const height = Math.max(box.height, label?.getBoundingClientRect().height ?? 0);
          const isText = el.matches('a') && style.display === 'inline' && el.closest('p, li, span');
          const isTyped = el.matches('input:not([type=checkbox], [type=color], [type=file]), select, textarea');
          return [
            ...height < 43.5 && !isText ? [`${Math.round(height)} px: ${el.outerHTML.slice(0, 100)}`] : [],
            ...isTyped && parseFloat(style.fontSize) < 16 ? [`small text: ${el.name}`] : [],
          ];
        })
        """;

    // Scrollbars on what is no table: of the tab strip above all.
    private const string Bars = """
        () => [...document.querySelectorAll('nav, main, main > *, form, .tabs, .side, .side *')].filter(el =>
          !el.matches('input, select, textarea, .table-wrap') && /(auto|scroll)/.test(getComputedStyle(el).overflow)
          && (el.offsetHeight - el.clientHeight > 6 || el.offsetWidth - el.clientWidth > 6)).map(el => el.outerHTML.slice(0, 100))
        """;

    [Theory]
    [InlineData("/customers")]
    [InlineData("/audit")]
    [InlineData("/files")]
    [InlineData("/calls")]
    [InlineData("/breakout")]
    [InlineData("/domains/portal.touched.example#access")]
    [InlineData("/domains/portal.touched.example#cdr")]
    [InlineData("/customers/{id}/edit#config")]
    public async Task Under_fingers_everything_is_large_enough_keys_are_not_spoken_of_and_the_page_opens_at_its_top(string path)
    {
        await world.AddDomain("portal.touched.example");
        var id = await world.AddCustomer("Touched Ltd", "portal.touched.example");
        var page = await world.SignedIn(phone: true);
        await page.GotoAsync(world.Url(path.Replace("{id}", id, StringComparison.Ordinal)));
        await Assertions.Expect(page.Locator("html.scripted")).ToHaveCountAsync(1);
        Assert.Empty(await page.EvaluateAsync<string[]>(TooSmall));
        Assert.Equal(0, await page.Locator("kbd:visible").CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("scrollY"));
        await page.ClickAsync(".side-menu summary");
        await page.GetByRole(AriaRole.Link, new() { Name = "Brands" }).ClickAsync();
        await page.Reaches("**/brands");
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Tabs_and_menu_have_no_scrollbars_where_those_take_room(int width)
    {
        await world.AddDomain("portal.barred.example");
        var id = await world.AddCustomer("Barred Ltd", "portal.barred.example");
        var page = await world.SignedIn();
        await page.SetViewportSizeAsync(width, 844);
        foreach (var path in (string[])["/domains/portal.barred.example", $"/customers/{id}/edit", $"/customers/{id}/payments"])
        {
            await page.GotoAsync(world.Url(path));
            Assert.Empty(await page.EvaluateAsync<string[]>(Bars));
        }
    }

    [Fact]
    public async Task On_a_narrow_screen_a_customer_is_a_card_and_a_wide_table_is_a_region_that_takes_the_focus()
    {
        var id = await world.AddCustomer("Carded Ltd");
        await world.AddRow(id, "routes", ("name", "Europe"), ("prefix", "49"), ("rateCard", "Gold"), ("channels", "30"));
        var page = await world.SignedIn();
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(world.Url("/customers"));
        var row = page.Locator(".cards tbody tr").First;
        Assert.True(await row.EvaluateAsync<int>("row => row.scrollWidth - row.clientWidth") <= 0);
        await Assertions.Expect(row.GetByText("0.00 USD")).ToBeInViewportAsync();

        await page.GotoAsync(world.Url($"/customers/{id}/routes"));
        var region = page.GetByRole(AriaRole.Region, new() { Name = "List of routes" });
        await region.FocusAsync();
        await region.EvaluateAsync("region => { region.scrollLeft = 200 }");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Europe" })).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Fact]
    public async Task A_test_mail_that_fails_leaves_the_settings_as_saved_as_they_were()
    {
        await world.AddDomain("portal.untested.example");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains/portal.untested.example"));
        await page.EvaluateAsync("document.querySelector('#test-mail form').noValidate = true");
        await page.FillAsync("#to", "no address");
        await page.Locator("#test-mail button").ClickAsync();
        await Assertions.Expect(page.Locator("#to-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-dirty]")).ToBeHiddenAsync();
        await page.ClickAsync(".side-nav a[href='/brands']");
        await page.Reaches("**/brands");
    }
}
