using System.Globalization;
using Portal.Brands;
using Portal.Domains;

namespace Portal.WebHost.ControlPanel;

/// <summary>What holds where a field is left empty.</summary>
/// <param name="Name">Of the field.</param>
/// <param name="From">Who says it: <c>brand Acme</c>, <c>the platform</c>.</param>
/// <param name="Link">Where that can be changed for all; null: nowhere.</param>
/// <param name="Shown">As a person reads it.</param>
/// <param name="Value">What the field starts with when it is changed here; null: nothing that could be copied.</param>
internal sealed record Inherited(string Name, string From, string? Link, string Shown, string? Value);

/// <summary>
/// Where the values of a form's empty fields come from: a domain's from its brand, and a brand's from the platform, by the same rules
/// as pages and mails have (<see cref="EffectiveBrand"/>). Pure.
/// </summary>
internal sealed class Inheritance(IEnumerable<Inherited> lines)
{
    private const string Platform = "the platform";
    private const int Longest = 60;

    /// <summary>The fields that a brand or the platform can speak for.</summary>
    public static readonly string[] Names =
    [
        "brandName", "look.primaryColor", "look.titlePattern", "logo", "look.logoDark", "look.favicon", "look.languages",
        "look.supportEmail", "look.links",
        "css", "javaScript", "footer", "smtp.server", "smtp.from",
    ];

    private readonly Dictionary<string, Inherited> lines = lines.ToDictionary(line => line.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<Inherited> All => lines.Values;

    public Inherited? Find(string name) => lines.GetValueOrDefault(name);

    /// <summary>Of a brand's form: where the brand says nothing, the platform does.</summary>
    public static Inheritance OfBrand(IReadOnlyList<string> languages) => new(FromPlatform(languages));

    /// <param name="brand">Null: none is chosen yet.</param>
    /// <param name="showsScript">Whether this person may see scripts.</param>
    public static Inheritance OfDomain(DomainSettings domain, BrandSettings? brand, IReadOnlyList<string> languages, bool showsScript)
    {
        var shown = FromPlatform(languages).ToDictionary(line => line.Name, StringComparer.Ordinal);
        foreach (var line in brand is null ? [] : FromBrand(domain, brand, showsScript))
            shown[line.Name] = line;
        return new Inheritance(shown.Values);
    }

    private static IEnumerable<Inherited> FromPlatform(IReadOnlyList<string> languages)
    {
        var neutral = EffectiveBrand.NeutralColor.ToString();
        yield return new("look.primaryColor", Platform, null, neutral, neutral);
        yield return new("look.titlePattern", Platform, null, EffectiveBrand.NeutralTitlePattern, EffectiveBrand.NeutralTitlePattern);
        var all = string.Join(", ", languages);
        yield return new("look.languages", Platform, null, all, all);
    }

    private static IEnumerable<Inherited> FromBrand(DomainSettings domain, BrandSettings brand, bool showsScript)
    {
        // The same names as in a domain's form.
        var theirs = BrandDocument.Brand.ToForm(brand);
        theirs.Set("brandName", brand.Name);
        foreach (var name in Names)
        {
            var speaks = name switch
            {
                // They belong together: who has a logo of its own doesn't want another's for dark pages.
                "look.logoDark" => string.IsNullOrWhiteSpace(domain.Logo),
                "javaScript" => showsScript,
                // A mail server is one's own whole, or not at all.
                "smtp.server" or "smtp.from" => domain.Smtp is null,
                _ => true,
            };
            if (speaks && theirs.One(name) is { } value)
                yield return new(
                    name,
                    "brand " + brand.Name,
                    "/brands/" + brand.Id,
                    Shown(name, value),
                    name.StartsWith("smtp.", StringComparison.Ordinal) ? null : value);
        }
    }

    private static string Shown(string name, string value)
    {
        var text = string.Join(" · ", value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return name is "css" or "javaScript" ? $"{value.Length.ToString("N0", CultureInfo.InvariantCulture)} characters"
            : text.Length <= Longest ? text
            : text[..Longest] + "…";
    }
}
