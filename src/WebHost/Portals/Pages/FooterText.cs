using System.Text.RegularExpressions;

namespace Portal.WebHost.Portals;

/// <summary>Finds the addresses in a footer: it is text, and they become links; nothing else does.</summary>
internal static partial class FooterText
{
    public static IEnumerable<(string Text, string? Url)> Split(string footer)
    {
        var at = 0;
        foreach (Match match in Address().Matches(footer))
        {
            if (!Uri.TryCreate(match.Value, UriKind.Absolute, out var url))
                continue;
            if (match.Index > at)
                yield return (footer[at..match.Index], null);
            yield return (match.Value["https://".Length..].TrimEnd('/'), url.AbsoluteUri);
            at = match.Index + match.Length;
        }

        if (at < footer.Length)
            yield return (footer[at..], null);
    }

    [GeneratedRegex(@"https://[^\s<>""']+[^\s<>""'.,;:!?)\]]", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
