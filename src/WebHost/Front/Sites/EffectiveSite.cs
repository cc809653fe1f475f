using Portal.Brands;
using Portal.Domains;
using Portal.Files;

namespace Portal.WebHost.Front;

/// <summary>
/// What a domain's visitors see, once domain, brand and product have each had their say: a domain's own value wins over
/// its brand's, a brand's over the product's neutral one. The one place that decides it.
/// </summary>
internal sealed record EffectiveSite
{
    /// <summary>Where nobody chose a colour.</summary>
    public static readonly BrandColor NeutralColor = new(0x33, 0x5c, 0x81);

    public required string Host { get; init; }

    public required string Name { get; init; }

    public BrandColor Color { get; init; } = NeutralColor;

    public SitePicture? Logo { get; init; }

    public SitePicture? LogoDark { get; init; }

    public SitePicture? Favicon { get; init; }

    /// <summary>With <c>{page}</c> and <c>{brand}</c>.</summary>
    public string TitlePattern { get; init; } = "{page} · {brand}";

    /// <summary>The first is the default. Never empty.</summary>
    public string[] Languages { get; init; } = ["en"];

    public string? SupportEmail { get; init; }

    public LinkSettings[] Links { get; init; } = [];

    public string? Footer { get; init; }

    public string? Css { get; init; }

    public TenantScript Script { get; init; } = TenantScript.None;

    public bool CustomerSignUp { get; init; }

    public bool CarrierSignUp { get; init; }

    /// <summary>ISO 4217 codes that a sign-up may choose from; the first is preselected.</summary>
    public string[] Currencies { get; init; } = [];

    /// <summary>A browser may be kept signed in.</summary>
    public bool RememberMe { get; init; }

    /// <summary>Nobody is signed in whole without a second factor.</summary>
    public bool RequiresSecondFactor { get; init; }

    /// <summary>Scripts of the tenant stay off pages on which passwords are typed.</summary>
    public bool GuardsPasswordPages { get; init; }

    public bool NoIndex { get; init; }

    /// <param name="domain">What the operator says of the domain.</param>
    /// <param name="brand">Its brand; null where it has none (any more).</param>
    /// <param name="files">The public file of a name; null where there is none.</param>
    /// <param name="known">The languages that pages have texts in; the first is the product's default.</param>
    public static EffectiveSite Merge(DomainSettings domain, BrandSettings? brand, Func<string, FileView?> files, IReadOnlyList<string> known)
    {
        var (own, shared) = (domain.Look, brand?.Look);
        return new EffectiveSite
        {
            Host = domain.Host,
            Name = First(domain.BrandName, brand?.Name) ?? domain.Host,
            Color = ReadColor(own.PrimaryColor) ?? ReadColor(shared?.PrimaryColor) ?? NeutralColor,
            Logo = Picture(First(domain.Logo, brand?.Logo), files),
            LogoDark = DarkLogo(domain, brand, files),
            Favicon = Picture(First(own.Favicon, shared?.Favicon), files),
            TitlePattern = First(own.TitlePattern, shared?.TitlePattern) ?? "{page} · {brand}",
            Languages = Known(own.Languages ?? shared?.Languages, known),
            SupportEmail = First(own.SupportEmail, shared?.SupportEmail),
            Links = own.Links ?? shared?.Links ?? [],
            Footer = First(domain.Footer, brand?.Footer),
            Css = First(domain.Css, brand?.Css),
            Script = TenantScript.Parse(First(domain.JavaScript, brand?.JavaScript)),
            CustomerSignUp = domain.CustomerSignUp,
            CarrierSignUp = domain.CarrierSignUp,
            Currencies = domain.Currencies,
            RememberMe = domain.Flags.Contains(DomainFlag.RememberMe),
            RequiresSecondFactor = domain.Flags.Contains(DomainFlag.RequireSecondFactor),
            GuardsPasswordPages = domain.Flags.Contains(DomainFlag.NoCustomScriptOnPasswordPages),
            NoIndex = domain.Flags.Contains(DomainFlag.NoIndex),
        };
    }

    /// <summary>Names of the public files that a merge asks for.</summary>
    public static IEnumerable<string> FileNames(DomainSettings domain, BrandSettings? brand) =>
        new[] { domain.Logo, brand?.Logo, domain.Look.LogoDark, brand?.Look.LogoDark, domain.Look.Favicon, brand?.Look.Favicon }
            .Where(name => !string.IsNullOrWhiteSpace(name))
            .Select(name => name!)
            .Distinct(StringComparer.Ordinal);

    // A domain with a logo of its own doesn't want its brand's for dark pages: they belong together.
    private static SitePicture? DarkLogo(DomainSettings domain, BrandSettings? brand, Func<string, FileView?> files) =>
        Picture(string.IsNullOrWhiteSpace(domain.Logo) ? First(domain.Look.LogoDark, brand?.Look.LogoDark) : domain.Look.LogoDark, files);

    private static string[] Known(string[]? wanted, IReadOnlyList<string> known)
    {
        if (wanted is not { Length: > 0 })
            return [.. known];
        var kept = wanted.Select(l => l.ToLowerInvariant()).Where(l => known.Contains(l, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
        return kept.Length > 0 ? kept : [known[0]];
    }

    private static SitePicture? Picture(string? name, Func<string, FileView?> files) =>
        string.IsNullOrWhiteSpace(name) ? null : SitePicture.From(files(name));

    private static BrandColor? ReadColor(string? text) => BrandColor.TryParse(text, out var color) ? color : null;

    private static string? First(string? own, string? shared) => !string.IsNullOrWhiteSpace(own) ? own : string.IsNullOrWhiteSpace(shared) ? null : shared;
}
