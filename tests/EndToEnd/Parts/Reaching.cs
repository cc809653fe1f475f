using Microsoft.Playwright;

namespace Portal.Tests.EndToEnd;

// In the namespace above its folder's: whoever has a page has this.
internal static class Reaching
{
    /// <summary>Waits until the page stands at this address and is loaded.</summary>
    /// <param name="url">A glob, as Playwright has it.</param>
    public static async Task Reaches(this IPage page, string url)
    {
        try
        {
            await page.WaitForURLAsync(url);
        }
        catch (TimeoutException)
        {
            // A page that is loaded in the moment in which Playwright begins to wait for that is waited for in vain: ask the page itself.
            await page.WaitForURLAsync(url, new() { WaitUntil = WaitUntilState.Commit });
            Assert.Equal("complete", await page.EvaluateAsync<string>("document.readyState"));
        }
    }
}
