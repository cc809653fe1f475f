using System.Collections.Concurrent;
using System.Globalization;
using Portal.Countries;

namespace Portal.WebHost.Portals;

/// <summary>The countries of ISO 3166-1, named in a language and in its order.</summary>
internal static class CountryNames
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> Named = new(StringComparer.Ordinal);

    public static IReadOnlyList<(string Code, string Name)> In(string language) => Named.GetOrAdd(language, Name);

    /// <exception cref="ArgumentException">There is no such country.</exception>
    public static string Of(string code, string language) => new RegionInfo($"{language}-{code}").NativeName;

    // A region's own name in a language is that of the locale made of both.
    private static IReadOnlyList<(string Code, string Name)> Name(string language)
    {
        var order = StringComparer.Create(CultureInfo.GetCultureInfo(language), ignoreCase: true);
        return [.. CountryCodes.All.Select(code => (code, Of(code, language))).OrderBy(pair => pair.Item2, order)];
    }
}
