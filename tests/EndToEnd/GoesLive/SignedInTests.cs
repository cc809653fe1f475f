using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>What a contact sees once signed in, in Chromium, in both languages.</summary>
public sealed class SignedInTests(SignedInWorld world) : IClassFixture<SignedInWorld>
{
    private static readonly string[] Paths =
    [
        "/dashboard", "/cdr", "/cdr?source=49&connected=true&pick=columns", "/cdr?sipCode=9", "/latest-calls", "/breakout",
        "/payments", "/routes", "/packages", "/alerts", "/contracts", "/contacts", "/contacts/new", "/profile",
        "/profile/me", "/profile/email", "/profile/password", "/profile/second-factor", "/contracts/nothing",
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Each_page_is_accessible_fits_both_ways_and_is_photographed(string language)
    {
        var page = await world.SignIn(language);
        foreach (var path in Paths)
        {
            await page.GotoAsync(world.Url(path));
            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            await Look.At(page, $"signed-in{path.Replace('/', '-').Replace('?', '-')}-{language}");
            await Reversed(page, path);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_page_of_calls_is_accessible_with_scripts_and_without(bool scripts)
    {
        var page = await world.SignIn("en");
        // axe is a script itself: those of the page alone are kept off.
        if (!scripts)
            await page.RouteAsync("**/*", route => route.Request.ResourceType == "script" ? route.AbortAsync() : route.ContinueAsync());
        foreach (var path in (string[])[
            "/dashboard", "/cdr", "/cdr?pick=columns", "/cdr?source=999", "/cdr?from=never", "/breakout", "/breakout?group=destination,day",
            "/breakout?compare=before", "/exports", "/views", "/dialogs", "/registrations", "/latest-calls", "/alerts", "/alerts/new", "/profile"])
        {
            await page.GotoAsync(world.Url(path));
            await Look.Once(page, $"{path}, scripts: {scripts}");
        }

        await page.GotoAsync(world.Url("/cdr"));
        await page.Locator("tbody a").First.ClickAsync();
        await Look.Once(page, $"a call, scripts: {scripts}");
    }

    [Fact]
    public async Task Ticked_calls_are_summed_by_a_script_as_they_are_by_the_server()
    {
        var page = await world.SignIn("en");
        await page.GotoAsync(world.Url("/cdr?sort=callTime"));
        await Assertions.Expect(page.Locator("[data-sums]")).ToBeHiddenAsync();
        var boxes = page.Locator("tbody input[type=checkbox]");
        await boxes.First.ClickAsync();
        await boxes.Nth(2).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(page.Locator("[data-sum=count]")).ToHaveTextAsync("3");
        await Look.Once(page, "three ticked calls");
        var said = await page.Locator("[data-sums]").InnerTextAsync();
        // What the form asks the server for.
        await page.Locator("#selection").EvaluateAsync("form => form.submit()");
        await page.Reaches("**/cdr?*c=*");
        Assert.Equal(said, await page.Locator("[data-sums]").InnerTextAsync());
        Assert.Contains("$0.300001", said, StringComparison.Ordinal);
        await using var plain = await page.Context.Browser!.NewContextAsync(new() { JavaScriptEnabled = false, IgnoreHTTPSErrors = true });
        await plain.AddCookiesAsync([.. (await page.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Url = world.Url("/"), Secure = true, HttpOnly = cookie.HttpOnly,
        })]);
        var still = await plain.NewPageAsync();
        await still.GotoAsync(page.Url);
        Assert.Equal(said, await still.Locator("[data-sums]").InnerTextAsync());
        await page.ClickAsync("[data-none]");
        await Assertions.Expect(page.Locator("[data-sums]")).ToBeHiddenAsync();
        await page.ClickAsync("[data-all]");
        await Assertions.Expect(page.Locator("[data-sum=count]")).ToHaveTextAsync("4");
    }

    [Fact]
    public async Task A_contract_is_approved_and_the_overview_no_longer_asks_for_it()
    {
        var page = await world.SignIn("en");
        await page.GotoAsync(world.Url("/dashboard"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Read and approve" }).ClickAsync();
        await page.FillAsync("#approver", "Ann Bell");
        await page.CheckAsync("#agree");
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Approved.");
        await page.GotoAsync(world.Url("/dashboard"));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Read and approve" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Everything_works_without_scripts()
    {
        var page = await world.SignIn("en", scripts: false);
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(world.Url("/dashboard"));
        await page.ClickAsync(".portal-menu summary");
        await page.Locator(".portal-menu").GetByRole(AriaRole.Link, new() { Name = "Profile" }).ClickAsync();
        await page.Locator("a[href='/profile/me']").ClickAsync();
        await page.FillAsync("#phone", "+49 30 1234567");
        await page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved.");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1234567");
        await page.ClickAsync(".portal-person summary");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync(world.Url("/profile"));
        await Assertions.Expect(page.Locator("#email")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_export_is_the_list()
    {
        var page = await world.SignIn("en");
        await page.GotoAsync(world.Url("/payments"));
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Download CSV" }).ClickAsync());
        Assert.Matches(@" payments \d{4}-\d\d-\d\d.* \S+\.csv$", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal("time,description,method,status,total,currency,balance", lines[0]);
        Assert.Equal(1 + SignedInWorld.Payments, lines.Length);
        Assert.DoesNotContain(lines, line => line.Contains("internal", StringComparison.Ordinal));
    }

    private static async Task Reversed(IPage page, string path)
    {
        foreach (var width in (int[])[320, 1280])
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
            Assert.True(
                await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0,
                $"{path} is wider than {width} px from right to left.");
        }
    }
}

/// <summary>The demo with a customer whose contact has something to see.</summary>
public sealed class SignedInWorld : IAsyncLifetime
{
    internal const int Payments = 60;
    private const string Email = "ann@blue.example";
    private const string Password = "a plum for every guest";

    private PortalProcess portal = null!;
    private TrustingHome home = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalProcess.Start("Portal:Demo=true");
        using (var api = portal.Api())
            await Fill(api);
        home = await TrustingHome.Create(await File.ReadAllTextAsync(Path.Combine(portal.DataDirectory, "internal-ca.pem")));
        browser = await Browser.Start(home);
    }

    internal string Url(string path) => $"https://acme.localhost:{portal.Https}{path}";

    internal async Task<IPage> SignIn(string language, bool scripts = true)
    {
        var page = await browser.NewPage(scripts, language: language);
        await page.GotoAsync(Url("/sign-in"));
        await page.FillAsync("#email", Email);
        await page.FillAsync("#password", Password);
        await page.ClickAsync("main button[type=submit]");
        await page.Reaches("**/dashboard");
        return page;
    }

    private static async Task Fill(PortalApi api)
    {
        await api.Send(HttpMethod.Patch, "domains/acme.localhost", new JsonObject
        {
            ["access"] = new JsonArray(
                "dashboard", "cdr", "latest-calls", "breakout", "payments", "routes", "packages", "alerts", "contracts", "contacts",
                "dialogs", "registrations"),
        });
        var id = (string)(
            await api.Send(
                HttpMethod.Post,
                "customers",
                new JsonObject
                {
                    ["name"] = "Blue Cloud Ltd",
                    ["currency"] = "USD",
                    ["domain"] = "acme.localhost",
                    ["debitLimit"] = "50",
                }))["id"]!;
        Task<JsonObject> Add(string what, JsonObject item) => api.Send(HttpMethod.Post, $"customers/{id}/{what}", item);
        for (var i = 1; i <= Payments; i++)
            await Add(
                "payments",
                new JsonObject
                {
                    ["total"] = (i * 5).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ["currency"] = "USD",
                    ["status"] = i % 9 == 0 ? "pending" : "completed",
                    ["description"] = $"Bank transfer {i} # internal",
                });
        string[] charges = ["0.1", "0.2", "0.000001", "0.0005"];
        for (var i = 0; i < charges.Length; i++)
            await api.Send(HttpMethod.Post, "cdrs", new JsonObject
            {
                ["switch"] = "sw1",
                ["callId"] = $"seen-{i}",
                ["customer"] = id,
                ["callTime"] = TimeProvider.System.GetUtcNow().AddMinutes(i - 20).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                ["source"] = "442079460000",
                ["destination"] = "4915112345678",
                ["destinationName"] = "Germany Mobile",
                ["duration"] = i == 1 ? 0 : 61.7m,
                ["sipCode"] = i == 1 ? 486 : 200,
                ["charge"] = charges[i],
                ["currency"] = "USD",
            });
        await Add(
            "routes", new JsonObject { ["name"] = "Germany premium", ["prefix"] = "49", ["rateCard"] = "EU 2026", ["channels"] = 120 });
        await Add(
            "packages",
            new JsonObject
            {
                ["name"] = "Numbers, block of 10",
                ["retail"] = "19.90",
                ["currency"] = "USD",
                ["frequency"] = "monthly",
                ["quantity"] = 2,
            });
        await Add("alerts", new JsonObject { ["title"] = "Balance low", ["area"] = "balance", ["operator"] = "lt", ["threshold"] = "10" });
        await Add(
            "contracts",
            new JsonObject
            {
                ["name"] = "Terms of service",
                ["text"] = "1. Be kind.\n\n2. Pay in time.",
                ["required"] = true,
                ["graceUntil"] = "2099-01-01T00:00:00Z",
            });
        await Add("contacts", new JsonObject { ["name"] = "Ann Bell", ["email"] = Email, ["password"] = Password });
        await Add(
            "contacts",
            new JsonObject
            {
                ["name"] = "Benedict Featherstonehaugh-Cholmondeley",
                ["email"] = "ben@blue.example",
                ["role"] = "billing",
                ["password"] = Password,
            });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        home.Dispose();
        await portal.DisposeAsync();
    }
}
