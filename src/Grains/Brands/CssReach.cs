using System.Text.RegularExpressions;

namespace Portal.Brands;

/// <summary>What a style sheet asks others for.</summary>
/// <param name="Imports">Style sheets of others: never loaded, whatever scripts may.</param>
/// <param name="Files">Origins of others' pictures and fonts, each once.</param>
internal sealed partial record CssReach(IReadOnlyList<string> Imports, IReadOnlyList<string> Files)
{
    private const int Most = 20;

    public static CssReach Of(string? css)
    {
        if (css is null || !css.Contains("//", StringComparison.Ordinal))
            return new([], []);
        var plain = Comment().Replace(css, " ");
        string[] imports = [.. Import().Matches(plain)
            .Select(m => m.Groups["url"].Value)
            .Where(IsForeign)
            .Distinct(StringComparer.Ordinal)
            .Take(Most)];
        string[] files = [.. Url().Matches(Import().Replace(plain, " "))
            .Select(m => ScriptReach.Origin(m.Groups["url"].Value))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Take(Most)];
        return new(imports, files);
    }

    private static bool IsForeign(string url) => ScriptReach.Origin(url) is not null;

    [GeneratedRegex(@"/\*[\s\S]*?(\*/|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"@import\s*(?:url\(\s*)?[""']?(?<url>[^""'()\s;]+)[^;]*;?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Import();

    [GeneratedRegex(@"url\(\s*[""']?(?<url>[^""'()\s]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Url();
}
