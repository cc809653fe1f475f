using System.Text.Json;
using Microsoft.Playwright;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>
/// Looks at a page in both widths and both colours: no violation of axe's rules, nothing wider than the screen, a picture of
/// each.
/// </summary>
internal static class Look
{
    private static readonly (int Width, int Height)[] Sizes = [(1280, 900), (390, 844)];

    private const int Narrowest = 320;

    private static readonly Lazy<string> Axe = new(
        () => File.ReadAllText(Path.Combine(Root(), "src/WebHost/ui/node_modules/axe-core/axe.min.js")));

    public static async Task At(IPage page, string name)
    {
        await page.SetViewportSizeAsync(Narrowest, 640);
        await Fits(page, name, Narrowest);
        var pictures = Directory.CreateDirectory(Path.Combine(Root(), "artifacts/screenshots")).FullName;
        foreach (var (width, height) in Sizes)
        {
            foreach (var colors in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.SetViewportSizeAsync(width, height);
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colors, ReducedMotion = ReducedMotion.Reduce });
                Assert.Equal("", await Violations(page));
                await Fits(page, name, width);
                await page.ScreenshotAsync(
                    new PageScreenshotOptions
                    {
                        Path = Path.Combine(pictures, $"{name}-{width}-{colors.ToString().ToLowerInvariant()}.png"),
                    });
            }
        }
    }

    /// <summary>No violation of axe's rules as the page stands: one look, without pictures.</summary>
    public static async Task Once(IPage page, string name)
    {
        var found = await Violations(page);
        Assert.True(found.Length == 0, $"{name}: {found}");
    }

    private static async Task Fits(IPage page, string name, int width) =>
        Assert.True(
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, $"{name} is wider than {width} px.");

    private static async Task<string> Violations(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Axe.Value);
        // What passes is not written out: that costs more than looking.
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { iframes: false, preload: false, resultTypes: ['violations'], selectors: false }))"
            + ".violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '))");
        return string.Join('\n', found.EnumerateArray().Select(v => v.GetString()));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Portal.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        return folder;
    }
}
