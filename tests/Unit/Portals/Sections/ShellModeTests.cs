namespace Portal.Tests.Unit.Portals.Sections;

public sealed class ShellModeTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Theory]
    [InlineData(null, null, "false", "false")]
    [InlineData("wide", "wide", "true", "false")]
    [InlineData("fold.wide", "fold wide", "true", "true")]
    [InlineData("\"><script>.wide", "wide", "true", "false")]
    public async Task A_page_comes_as_it_is_liked_in_this_browser(string? cookie, string? modes, string wide, string folded)
    {
        var call = SectionWorld.Call(path: "/routes");
        if (cookie is not null)
            call.Context.Request.Headers.Cookie = "__Host-shell=" + Uri.EscapeDataString(cookie);
        var page = (await world.Ask(call))!.Page;
        Assert.Equal(modes, page.DocumentElement.GetAttribute("data-modes"));
        Assert.Equal([wide, folded], page.QuerySelectorAll(".portal-mode").Select(button => button.GetAttribute("aria-pressed")!));
        // Without a script they would do nothing.
        Assert.True(page.QuerySelector(".portal-modes")!.HasAttribute("hidden"));
        Assert.Equal("Time zone: Europe/Berlin", page.QuerySelector(".portal-zone")!.TextContent);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
