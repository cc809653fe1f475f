using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;
using Portal.Tests.Unit.Brands;

namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>What operators paste from makers of widgets, in Chromium with the pages' own policy.</summary>
public sealed class WidgetTests(PortalsWorld world) : IClassFixture<PortalsWorld>
{
    [Fact]
    public async Task A_snippet_that_is_a_bootstrap_block_alone_loads_its_widget_and_own_blocks_it()
    {
        const string host = "widgets.localhost";
        using var api = world.Api();
        await api.AddDomain(host);
        await api.Reaches(host, "issued", World.Patience);
        var page = await world.Open();
        var words = new List<string>();
        page.Console += (_, message) => words.Add(message.Text);
        // Others' servers aren't there: whatever is asked of them runs this.
        var script = new RouteFulfillOptions
        {
            ContentType = "text/javascript",
            Body = "document.documentElement.dataset.widget = new URL(document.currentScript.src).origin",
        };
        await page.RouteAsync(url => !url.Contains(".localhost", StringComparison.Ordinal), route => route.FulfillAsync(script));
        foreach (var (maker, origin, snippet) in Snippets.All.Select(row => row.Data))
        {
            await api.Send(HttpMethod.Patch, "domains/" + host, new JsonObject { ["javaScript"] = snippet, ["scriptSources"] = "detect" });
            await page.GotoAsync(world.Url("widgets", "/sign-in"));
            await Assertions.Expect(page.Locator($"html[data-widget='{origin}']")).ToHaveCountAsync(1);
            Assert.True(words.Count == 0, $"{maker}: {string.Join(' ', words)}");
        }

        var saved = await api.Send(HttpMethod.Patch, "domains/" + host, new JsonObject { ["scriptSources"] = "own" });
        Assert.Contains("browsers block", (string?)saved["warnings"]![0]!["text"], StringComparison.Ordinal);
        await page.GotoAsync(world.Url("widgets", "/sign-in"));
        await Until.Holds(() => Task.FromResult(words.Count > 0), TimeSpan.FromSeconds(15), () => "nothing was blocked");
        Assert.Equal(0, await page.Locator("html[data-widget]").CountAsync());
    }
}
