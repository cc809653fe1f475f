using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Portal.WebHost.Portals;

/// <summary>The words of the pages in one language.</summary>
internal sealed class PortalTexts
{
    /// <summary>The languages there are texts in; the first is the product's default.</summary>
    public static readonly string[] Languages = Found();

    private static readonly ResourceManager Resources = new("Portal.WebHost.Portals.PortalTexts", typeof(PortalTexts).Assembly);
    private static readonly Dictionary<string, PortalTexts> All = Languages.ToDictionary(
        l => l, l => new PortalTexts(l), StringComparer.Ordinal);

    private readonly CultureInfo culture;

    private PortalTexts(string language)
    {
        Language = language;
        culture = CultureInfo.GetCultureInfo(language);
    }

    public string Language { get; }

    public string this[string key] =>
        Resources.GetString(key, culture) ?? throw new ArgumentException($"There is no text {key}.", nameof(key));

    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(culture, this[key], values);

    // The build notes the files that there are (WebHost.csproj): adding a language touches no list.
    private static string[] Found() =>
    [
        "en",
        .. typeof(PortalTexts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(noted => noted.Key == "PortalLanguages").Value!
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(file => file[(nameof(PortalTexts).Length + 1)..]),
    ];

    public static PortalTexts In(string language) => All.TryGetValue(language, out var texts) ? texts : All[Languages[0]];
}
