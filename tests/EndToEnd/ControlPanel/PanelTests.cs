using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>The control panel as staff use it, by clicks and keys in Chromium.</summary>
public sealed class PanelTests(PanelWorld world) : IClassFixture<PanelWorld>
{
    [Fact]
    public async Task Signing_in_takes_the_second_factor_and_signing_out_ends_it()
    {
        var page = await world.SignedOut();
        await page.GotoAsync(world.Url("/domains"));
        await page.FillAsync("#email", PortalProcess.AdminEmail);
        await page.FillAsync("#password", "not the password");
        await page.ClickAsync("button.primary");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The e-mail or password is wrong.");
        await page.FillAsync("#password", PortalProcess.AdminPassword);
        await page.ClickAsync("button.primary");
        await page.Reaches("**/sign-in/code*");
        await page.GotoAsync(world.Url("/domains"));
        await page.Reaches("**/sign-in*");
        await page.GotoAsync(world.Url("/sign-in/code"));
        await page.FillAsync("#code", world.RecoveryCode());
        await page.ClickAsync("button.primary");
        await page.Reaches("**/domains");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync(world.Url("/domains"));
        await page.Reaches("**/sign-in*");
    }

    [Fact]
    public async Task A_domain_is_added_by_clicking_goes_live_by_itself_and_is_deleted_by_its_name()
    {
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains/new"));
        await page.FillAsync("#host", "http://portal.clicked.example");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator("#host-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#host")).ToBeFocusedAsync();

        await page.FillAsync("#host", "portal.clicked.example");
        await page.FillAsync("#brandName", "Clicked");
        await page.ClickAsync("[data-save]");
        await page.Reaches("**/domains/portal.clicked.example*");
        await Assertions.Expect(page.Locator(".state")).ToContainTextAsync("Live. Certificate valid until");

        await page.GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await page.FillAsync("#name", "portal.other.example");
        await page.ClickAsync("button.danger");
        await Assertions.Expect(page.Locator("#name-error")).ToBeVisibleAsync();
        await page.FillAsync("#name", "portal.clicked.example");
        await page.ClickAsync("button.danger");
        await page.Reaches("**/domains");
        await Assertions.Expect(page.GetByText("portal.clicked.example")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Columns_keep_the_order_that_the_keyboard_gave_them()
    {
        await world.AddDomain("portal.columns.example");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains/portal.columns.example#cdr"));
        var source = page.Locator("#cdrColumns-source");
        await source.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await page.Keyboard.PressAsync("Control+s");
        await page.Reaches("**done=saved*");
        await page.GotoAsync(world.Url("/domains/portal.columns.example#cdr"));
        await Assertions.Expect(page.Locator("#cdrColumns li input[type=checkbox]").First).ToHaveValueAsync("source");
    }

    [Fact]
    public async Task Columns_of_a_list_that_somebody_chose_are_there_on_another_device_and_the_usual_ones_come_back()
    {
        await world.AddDomain("portal.chosen.example");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains?sort=-host"));
        await page.ClickAsync(".columns summary");
        await page.UncheckAsync(".columns [value=brand]");
        await page.CheckAsync(".columns [value=dns]");
        await Look.At(page, "columns");
        await page.ClickAsync(".columns button:has-text('Show these')");
        await page.Reaches("**/domains?sort=-host");
        var other = await world.SignedIn();
        foreach (var one in (IPage[])[page, other])
        {
            await one.GotoAsync(world.Url("/domains"));
            await Assertions.Expect(one.Locator("th", new() { HasText = "DNS" })).ToBeVisibleAsync();
            await Assertions.Expect(one.Locator("th", new() { HasText = "Brand" })).ToHaveCountAsync(0);
        }

        await other.ClickAsync(".columns summary");
        await other.ClickAsync(".columns [name=usual]");
        await other.Reaches("**/domains");
        await Assertions.Expect(other.Locator("th", new() { HasText = "Brand" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_conflict_shows_both_versions_and_loses_neither()
    {
        await world.AddDomain("portal.both.example");
        var (mine, theirs) = (await world.SignedIn(), await world.SignedIn());
        await mine.GotoAsync(world.Url("/domains/portal.both.example#advanced"));
        await theirs.GotoAsync(world.Url("/domains/portal.both.example#advanced"));
        await theirs.FillAsync("#footer", "Their footer");
        await theirs.FillAsync("#css", "a { color: blue }");
        await theirs.ClickAsync("[data-save]");
        await theirs.Reaches("**done=saved*");

        await mine.FillAsync("#css", "body { color: red }");
        await mine.ClickAsync("[data-save]");
        // Who and when, and fields as the form calls them.
        await Assertions.Expect(mine.Locator(".conflict strong").First).ToContainTextAsync("You saved this on");
        await Assertions.Expect(mine.Locator(".conflict time")).ToHaveCountAsync(1);
        await Assertions.Expect(mine.Locator(".conflict tbody th")).ToHaveTextAsync(["CSS", "Footer text"]);
        await Assertions.Expect(mine.Locator(".conflict")).ToContainTextAsync("Their footer");
        await Assertions.Expect(mine.Locator(".conflict")).ToContainTextAsync("a { color: blue }");
        // What was not touched here is theirs already; what both changed is as it was typed, until one says otherwise.
        await mine.ClickAsync("[data-save]");
        await mine.Reaches("**done=saved*");
        await mine.GotoAsync(world.Url("/domains/portal.both.example#advanced"));
        await Assertions.Expect(mine.Locator("#footer")).ToHaveValueAsync("Their footer");
        await Assertions.Expect(mine.Locator("#css")).ToHaveValueAsync("body { color: red }");
    }

    [Theory]
    [InlineData("sign-in", "/sign-in", false)]
    [InlineData("domains", "/domains", true)]
    [InlineData("domains-none", "/domains?q=nothing", true)]
    [InlineData("domain-new", "/domains/new", true)]
    [InlineData("domain", "/domains/portal.shown.example", true)]
    [InlineData("domain-look", "/domains/portal.shown.example#look", true)]
    [InlineData("domain-access", "/domains/portal.shown.example#access", true)]
    [InlineData("domain-cdr", "/domains/portal.shown.example#cdr", true)]
    [InlineData("domain-smtp", "/domains/portal.shown.example#smtp", true)]
    [InlineData("domain-delete", "/domains/portal.shown.example/delete", true)]
    [InlineData("brands", "/brands", true)]
    [InlineData("brand-new", "/brands/new", true)]
    [InlineData("files", "/files", true)]
    [InlineData("audit", "/audit", true)]
    [InlineData("calls", "/calls", true)]
    [InlineData("calls-refused", "/calls?range=never&sipCode=7", true)]
    [InlineData("breakout", "/breakout", true)]
    [InlineData("keys", "/keys", true)]
    [InlineData("profile", "/profile", true)]
    [InlineData("domain-advanced", "/domains/portal.shown.example#advanced", true)]
    [InlineData("platform", "/platform", true)]
    [InlineData("approvals-none", "/approvals", true)]
    [InlineData("second-factor", "/profile/second-factor?to=/profile", true)]
    [InlineData("recovery-codes-ask", "/profile/second-factor/codes", true)]
    [InlineData("forgot-password", "/forgot-password", false)]
    [InlineData("invitation-dead", "/invitation?who=o_1&token=x", false)]
    public async Task Each_page_is_accessible_fits_and_is_photographed(string name, string path, bool signedIn)
    {
        if (path.Contains("shown", StringComparison.Ordinal))
            await world.AddDomain("portal.shown.example");
        var page = signedIn ? await world.SignedIn() : await world.SignedOut();
        await page.GotoAsync(world.Url(path));
        await Look.At(page, name);
    }
}
