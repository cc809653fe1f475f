using Portal.Domains;

namespace Portal.Brands;

/// <summary>
/// How a domain presents itself, once domain, brand and product have each had their say: a domain's own value wins over its
/// brand's, a brand's over the product's neutral one. The one place that decides it, for pages and mails alike. Pure.
/// </summary>
internal sealed record EffectiveBrand
{
    /// <summary>Where nobody chose a colour: the one default, for pages, mails and the colour that a form begins with.</summary>
    public static readonly BrandColor NeutralColor = new(0x33, 0x5c, 0x81);

    /// <summary>Where nobody chose a pattern.</summary>
    public const string NeutralTitlePattern = "{page} · {brand}";

    public required string Name { get; init; }

    public BrandColor Color { get; init; } = NeutralColor;

    /// <summary>Name of a public file, as the other two pictures.</summary>
    public string? Logo { get; init; }

    public string? LogoDark { get; init; }

    public string? Favicon { get; init; }

    /// <summary>With <c>{page}</c> and <c>{brand}</c>.</summary>
    public string TitlePattern { get; init; } = NeutralTitlePattern;

    /// <summary>As somebody chose them, in lower case, the first is the default; empty: nobody did.</summary>
    public string[] Languages { get; init; } = [];

    public string? SupportEmail { get; init; }

    public LinkSettings[] Links { get; init; } = [];

    public string? Footer { get; init; }

    /// <summary>
    /// What is said in other words in a language, by its code: whole, with what is said in the default one where nothing else is.
    /// </summary>
    public IReadOnlyDictionary<string, SaidIn> Said { get; init; } = new Dictionary<string, SaidIn>(StringComparer.Ordinal);

    /// <summary>With footer, links and support address as they are said in a language.</summary>
    public EffectiveBrand In(string language) => Said.TryGetValue(language, out var said)
        ? this with { Footer = said.Footer, Links = said.Links, SupportEmail = said.SupportEmail }
        : this;

    /// <param name="brand">Null where the domain has none (any more).</param>
    public static EffectiveBrand Of(DomainSettings domain, BrandSettings? brand)
    {
        var (own, shared) = (domain.Look, brand?.Look);
        return new EffectiveBrand
        {
            Name = First(domain.BrandName, brand?.Name) ?? domain.Host,
            Color = ReadColor(own.PrimaryColor) ?? ReadColor(shared?.PrimaryColor) ?? NeutralColor,
            Logo = First(domain.Logo, brand?.Logo),
            // A domain with a logo of its own doesn't want its brand's for dark pages: they belong together.
            LogoDark = string.IsNullOrWhiteSpace(domain.Logo) ? First(own.LogoDark, shared?.LogoDark) : First(own.LogoDark, null),
            Favicon = First(own.Favicon, shared?.Favicon),
            TitlePattern = First(own.TitlePattern, shared?.TitlePattern) ?? NeutralTitlePattern,
            Languages = [.. (own.Languages ?? shared?.Languages ?? []).Select(language => language.ToLowerInvariant())],
            SupportEmail = First(own.SupportEmail, shared?.SupportEmail),
            Links = own.Links ?? shared?.Links ?? [],
            Footer = First(domain.Footer, brand?.Footer),
            Said = (domain.Texts?.Keys ?? Enumerable.Empty<string>())
                .Concat(brand?.Texts?.Keys ?? Enumerable.Empty<string>())
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(language => language, language => Speak(language, domain, brand), StringComparer.Ordinal),
        };
    }

    // A domain's own words of any language win over its brand's: they were written in their place.
    private static SaidIn Speak(string language, DomainSettings domain, BrandSettings? brand)
    {
        var (own, shared) = (domain.Texts?.GetValueOrDefault(language), brand?.Texts?.GetValueOrDefault(language));
        return new(
            First(First(own?.Footer, domain.Footer), First(shared?.Footer, brand?.Footer)),
            own?.Links ?? domain.Look.Links ?? shared?.Links ?? brand?.Look.Links ?? [],
            First(First(own?.Support, domain.Look.SupportEmail), First(shared?.Support, brand?.Look.SupportEmail)));
    }

    /// <summary>A domain's own text, else its brand's; null where neither says anything.</summary>
    public static string? First(string? own, string? shared) =>
        !string.IsNullOrWhiteSpace(own) ? own : string.IsNullOrWhiteSpace(shared) ? null : shared;

    private static BrandColor? ReadColor(string? text) => BrandColor.TryParse(text, out var color) ? color : null;
}

/// <summary>What a brand says in one language.</summary>
internal sealed record SaidIn(string? Footer, LinkSettings[] Links, string? SupportEmail);
