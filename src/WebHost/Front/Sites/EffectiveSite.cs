using Portal.Brands;
using Portal.Domains;
using Portal.Files;

namespace Portal.WebHost.Front;

/// <summary>
/// What a domain's visitors see: its <see cref="EffectiveBrand"/> with the pictures found, and what pages alone need.
/// </summary>
internal sealed record EffectiveSite
{
    public required string Host { get; init; }

    public required string Name { get; init; }

    public BrandColor Color { get; init; } = EffectiveBrand.NeutralColor;

    public SitePicture? Logo { get; init; }

    public SitePicture? LogoDark { get; init; }

    public SitePicture? Favicon { get; init; }

    /// <summary>With <c>{page}</c> and <c>{brand}</c>.</summary>
    public string TitlePattern { get; init; } = EffectiveBrand.NeutralTitlePattern;

    /// <summary>The first is the default. Never empty.</summary>
    public string[] Languages { get; init; } = ["en"];

    public string? SupportEmail { get; init; }

    public LinkSettings[] Links { get; init; } = [];

    public string? Footer { get; init; }

    /// <summary>What is said in other words in a language.</summary>
    public IReadOnlyDictionary<string, SaidIn> Said { get; init; } = new Dictionary<string, SaidIn>(StringComparer.Ordinal);

    public string? Css { get; init; }

    public TenantScript Script { get; init; } = TenantScript.None;

    public bool CustomerSignUp { get; init; }

    public bool CarrierSignUp { get; init; }

    /// <summary>Staff look at sign-ups before they are opened.</summary>
    public bool ApprovesSignUps { get; init; }

    /// <summary>ISO 4217 codes that a sign-up may choose from; the first is preselected.</summary>
    public string[] Currencies { get; init; } = [];

    /// <summary>A browser may be kept signed in.</summary>
    public bool RememberMe { get; init; }

    /// <summary>Nobody is signed in whole without a second factor.</summary>
    public bool RequiresSecondFactor { get; init; }

    /// <summary>Scripts of the tenant stay off pages on which passwords are typed.</summary>
    public bool GuardsPasswordPages { get; init; }

    public bool NoIndex { get; init; }

    /// <summary>Days after which numbers of calls are masked; null: never.</summary>
    public int? MaskNumbersAfterDays { get; init; }

    /// <summary>With footer, links and support address as they are said in a language.</summary>
    public EffectiveSite In(string language) => Said.TryGetValue(language, out var said)
        ? this with { Footer = said.Footer, Links = said.Links, SupportEmail = said.SupportEmail }
        : this;

    /// <param name="domain">What the operator says of the domain.</param>
    /// <param name="brand">Its brand; null where it has none (any more).</param>
    /// <param name="files">The public file of a name; null where there is none.</param>
    /// <param name="known">The languages that pages have texts in; the first is the product's default.</param>
    public static EffectiveSite Merge(
        DomainSettings domain, BrandSettings? brand, Func<string, FileView?> files, IReadOnlyList<string> known)
    {
        var look = EffectiveBrand.Of(domain, brand);
        return new EffectiveSite
        {
            Host = domain.Host,
            Name = look.Name,
            Color = look.Color,
            Logo = Picture(look.Logo, files),
            LogoDark = Picture(look.LogoDark, files),
            Favicon = Picture(look.Favicon, files),
            TitlePattern = look.TitlePattern,
            Languages = Known(look.Languages, known),
            SupportEmail = look.SupportEmail,
            Links = look.Links,
            Footer = look.Footer,
            Said = look.Said,
            Css = EffectiveBrand.First(domain.Css, brand?.Css),
            Script = TenantScript.Parse(
                EffectiveBrand.First(domain.JavaScript, brand?.JavaScript)) with
            {
                Mode = domain.ScriptSources ?? brand?.ScriptSources
                    ?? ScriptSources.Detect
            },
            CustomerSignUp = domain.CustomerSignUp,
            CarrierSignUp = domain.CarrierSignUp,
            ApprovesSignUps = domain.SignUpPolicy == SignUpPolicy.Approval,
            Currencies = domain.Currencies,
            RememberMe = domain.Flags.Contains(DomainFlag.RememberMe),
            RequiresSecondFactor = domain.Flags.Contains(DomainFlag.RequireSecondFactor),
            GuardsPasswordPages = domain.Flags.Contains(DomainFlag.NoCustomScriptOnPasswordPages),
            NoIndex = domain.Flags.Contains(DomainFlag.NoIndex),
            MaskNumbersAfterDays = brand?.MaskNumbersAfterDays,
        };
    }

    /// <summary>Names of the public files that a merge asks for.</summary>
    public static IEnumerable<string> FileNames(DomainSettings domain, BrandSettings? brand) =>
        new[] { domain.Logo, brand?.Logo, domain.Look.LogoDark, brand?.Look.LogoDark, domain.Look.Favicon, brand?.Look.Favicon }
            .Where(name => !string.IsNullOrWhiteSpace(name))
            .Select(name => name!)
            .Distinct(StringComparer.Ordinal);

    private static string[] Known(string[] wanted, IReadOnlyList<string> known)
    {
        if (wanted.Length == 0)
            return [.. known];
        var kept = wanted.Where(l => known.Contains(l, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToArray();
        return kept.Length > 0 ? kept : [known[0]];
    }

    private static SitePicture? Picture(string? name, Func<string, FileView?> files) =>
        name is null ? null : SitePicture.From(files(name));
}
