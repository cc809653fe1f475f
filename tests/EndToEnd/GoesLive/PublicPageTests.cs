using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>The public pages as visitors of three brands see them in Chromium.</summary>
public sealed class PublicPageTests(PortalsWorld world) : IClassFixture<PortalsWorld>
{
    private static readonly string[] Brands = ["acme", "globex", "plain"];

    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["sign-in"] = "/sign-in",
        ["refused"] = "/sign-in",
        ["sign-up"] = "/sign-up",
        ["carrier-sign-up"] = "/sign-up/carrier",
        ["forgot-password"] = "/forgot-password",
        ["asked"] = "/forgot-password",
        ["dead-link"] = "/reset-password?token=p_1.2",
        ["not-found"] = "/no/such/page",
    };

    public static IEnumerable<TheoryDataRow<string, string, string>> Pages =>
        from brand in Brands
        from page in Paths.Keys
        from language in new[] { "en", "de" }
        where (brand, page) is not (("acme", "carrier-sign-up") or ("globex", "sign-up"))
        select new TheoryDataRow<string, string, string>(brand, page, language);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_fits_and_is_photographed(string brand, string kind, string language)
    {
        var page = await world.Open(bypassPolicy: true, language: language);
        await page.GotoAsync(world.Url(brand, Paths[kind]));
        if (kind == "refused")
            await Refused(page);
        if (kind == "asked")
            await Asked(page);
        await Look.At(page, $"portal-{brand}-{kind}{(language == "en" ? "" : "-" + language)}");
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("globex")]
    [InlineData("plain")]
    public async Task A_page_takes_three_requests_and_nothing_moves_when_its_logo_comes_late(string brand)
    {
        var page = await world.Open();
        var (requests, words) = (new List<string>(), new List<string>());
        page.Request += (_, request) => requests.Add(new Uri(request.Url).AbsolutePath);
        page.Console += (_, message) => words.Add(message.Text);
        page.PageError += (_, error) => words.Add(error);
        var shown = new TaskCompletionSource();
        await page.RouteAsync("**/assets/**", async route =>
        {
            if (route.Request.ResourceType == "image")
                await shown.Task;
            await route.ContinueAsync();
        });
        await page.AddInitScriptAsync("""
            window.moved = [];
            const words = ({ node, previousRect, currentRect }) =>
                `${node?.outerHTML?.slice(0, 80)} ${JSON.stringify(previousRect)} ${JSON.stringify(currentRect)}`;
            new PerformanceObserver(list => list.getEntries().forEach(entry =>
                window.moved.push(...entry.sources.map(source => `${entry.startTime} ${words(source)}`))))
                .observe({ type: 'layout-shift', buffered: true })
            """);
        await page.GotoAsync(world.Url(brand, "/sign-in"), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(page.Locator(".portal-heading")).ToBeVisibleAsync();
        await Painted(page);
        shown.SetResult();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Painted(page);

        Assert.Equal("", string.Join('\n', await page.EvaluateAsync<string[]>("window.moved")));
        var icon = await page.GetAttributeAsync("link[rel=icon]", "href");
        requests.RemoveAll(path => path == icon);
        Assert.True(requests.Count <= 3, string.Join('\n', requests));
        Assert.Empty(words);
    }

    [Fact]
    public async Task The_page_works_without_scripts()
    {
        var page = await world.Open(scripts: false);
        await page.GotoAsync(world.Url("acme", "/sign-in"));
        await Assertions.Expect(page.Locator(".portal-show")).ToBeHiddenAsync();
        await Refused(page);
        await Assertions.Expect(page.Locator("#email")).ToHaveValueAsync("me@customer.example");
        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot" }).ClickAsync();
        await Asked(page);
        await Assertions.Expect(page.Locator(".portal-text")).ToContainTextAsync("nobody@customer.example");
    }

    private static async Task Asked(IPage page)
    {
        await page.FillAsync("#email", "nobody@customer.example");
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page.Locator("#email")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_page_works_by_keyboard_alone()
    {
        var page = await world.Open();
        await page.GotoAsync(world.Url("acme", "/sign-in"));
        await Assertions.Expect(page.Locator("#email")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("me@customer.example");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("not the password");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#password")).ToHaveAttributeAsync("type", "text");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#password")).ToBeFocusedAsync();
    }

    private static async Task Refused(IPage page)
    {
        await page.FillAsync("#email", "me@customer.example");
        await page.FillAsync("#password", "not the password");
        await page.ClickAsync("button[type=submit]");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    private static Task Painted(IPage page) =>
        page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
}
