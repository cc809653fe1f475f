using Microsoft.Playwright;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>
/// Debian's Chromium without a window, driven by Playwright. Give it a <see cref="TrustingHome"/> to trust roots of a test.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        // Fewer processes to start: a page is looked at for a second or two.
        "--in-process-gpu", "--renderer-process-limit=1",
    ];

    /// <summary>How long a step or an expectation may take, in milliseconds: a machine may be busy with something else.</summary>
    private const int Patience = 60_000;

    private readonly IPlaywright playwright;
    private readonly IBrowser chromium;
    private readonly List<(IBrowserContext Pages, string Test)> opened = [];

    private Browser(IPlaywright playwright, IBrowser chromium)
    {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /// <param name="home">Where Chromium keeps its trust; null: this user's.</param>
    /// <param name="flags">More of its flags, such as <c>--host-resolver-rules=…</c>.</param>
    public static async Task<Browser> Start(TrustingHome? home = null, params string[] flags)
    {
        var driver = await Playwright.CreateAsync();
        // What a page works out beside itself (a proof of work, a look at the DNS) is one of them.
        Assertions.SetDefaultExpectTimeout(Patience);
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
        if (home is not null)
            environment["HOME"] = home.Path;
        var started = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium-headless-shell",
            // Classic scrollbars, which take their place from the page: what looks right with them does without.
            IgnoreDefaultArgs = ["--hide-scrollbars"],
            Args = [.. Flags, .. flags],
            Env = environment,
        });
        return new Browser(driver, started);
    }

    /// <summary>A page with cookies of its own, closed once a later test opens one. Steps fail after a minute.</summary>
    /// <param name="scripts">Whether pages may run scripts.</param>
    /// <param name="bypassPolicy">Lets a test run axe in the page: a page's own policy would refuse it.</param>
    /// <param name="language">That the browser asks for.</param>
    /// <param name="phone">A narrow screen that fingers touch.</param>
    public async Task<IPage> NewPage(bool scripts = true, bool bypassPolicy = true, string language = "en", bool phone = false)
    {
        var test = TestContext.Current.Test?.UniqueID;
        await Close(test);
        var context = await chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BypassCSP = bypassPolicy,
            JavaScriptEnabled = scripts,
            Locale = language,
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 900 },
            HasTouch = phone,
            IsMobile = phone,
        });
        context.SetDefaultTimeout(Patience);
        // What a fixture opens stays.
        if (test is not null)
            opened.Add((context, test));
        return await context.NewPageAsync();
    }

    // Open pages keep on working: they hear of what changes, and read themselves again.
    private async Task Close(string? test)
    {
        foreach (var one in opened.Where(one => one.Test != test).ToArray())
        {
            opened.Remove(one);
            await one.Pages.CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
