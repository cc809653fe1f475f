using Microsoft.Playwright;

namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>
/// What a person does in a browser, counted: pages that were shown, fields that were filled in, characters that were typed.
/// </summary>
internal sealed class Way
{
    private const int SecondsForAPage = 3;
    private const int CharactersInASecond = 4;

    private int characters;
    private int loaded;

    /// <summary>Goes on in another browser: somebody else takes over.</summary>
    public void SitAt(IPage page)
    {
        Page = page;
        page.DOMContentLoaded += (_, _) => loaded++;
        page.Response += (_, response) =>
        {
            // Redirects show nothing.
            if (response.Request.IsNavigationRequest && response.Frame == page.MainFrame && response.Status is < 300 or >= 400)
                Seen.Add($"{response.Status} {new Uri(response.Url).AbsolutePath}");
        };
    }

    public IPage Page { get; private set; } = null!;

    public List<string> Seen { get; } = [];

    public int Pages => Seen.Count;

    public int Fields { get; private set; }

    public int Seconds => (Pages * SecondsForAPage) + (characters / CharactersInASecond);

    /// <summary>A link that somebody was given, outside of the pages. No other address is typed.</summary>
    public Task Follow(string link) => Page.GotoAsync(link);

    public async Task Type(string field, string text)
    {
        await Page.FillAsync(field, text);
        Fields++;
        characters += text.Length;
    }

    public async Task Choose(string field, string value)
    {
        await Page.SelectOptionAsync(field, value);
        Fields++;
    }

    public Task Press(string button) => Next(Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    public Task Go(string link) => Next(Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }));

    private async Task Next(ILocator control)
    {
        var before = loaded;
        await control.ClickAsync();
        await Parts.Until.Holds(
            () => Task.FromResult(loaded > before),
            TimeSpan.FromSeconds(20),
            () => $"Nothing came after {Page.Url} but {string.Join(", ", Seen)}");
    }
}
