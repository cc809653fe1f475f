using System.Collections.Concurrent;
using System.Globalization;

namespace Portal.WebHost.Portals;

/// <summary>The countries of ISO 3166-1, named in a language and in its order.</summary>
internal static class CountryNames
{
    private static readonly string[] Codes =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name).TwoLetterISORegionName)
            .Where(code => code.Length == 2 && code.All(char.IsAsciiLetterUpper))
            .Distinct(StringComparer.Ordinal),
    ];

    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> Named = new(StringComparer.Ordinal);

    public static IReadOnlyList<(string Code, string Name)> In(string language) => Named.GetOrAdd(language, Name);

    public static bool Contains(string? code) => code is not null && Codes.Contains(code, StringComparer.Ordinal);

    // A region's own name in a language is that of the locale made of both.
    private static IReadOnlyList<(string Code, string Name)> Name(string language)
    {
        var order = StringComparer.Create(CultureInfo.GetCultureInfo(language), ignoreCase: true);
        return [.. Codes.Select(code => (code, new RegionInfo($"{language}-{code}").NativeName)).OrderBy(pair => pair.NativeName, order)];
    }
}
