using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>The pages that anybody may see.</summary>
internal enum PageKind
{
    SignIn,
    Code,
    SecondFactor,
    RecoveryCodes,
    SignUp,
    CarrierSignUp,
    ForgotPassword,
    ResetPassword,
    VerifyEmail,
    Notice,
    NotFound,
    Invitation,
}

/// <summary>What a page is made of.</summary>
internal sealed record PageModel(EffectiveSite Site, PageKind Kind, PortalTexts Texts, PageHead Head, PageFill Fill)
{
    public string PageTitle => Fill.Heading ?? Texts["Title." + Kind];

    /// <summary>Of the tab: the brand's pattern filled in.</summary>
    public string Title => Site.TitlePattern
        .Replace("{page}", PageTitle, StringComparison.Ordinal)
        .Replace("{brand}", Site.Name, StringComparison.Ordinal);

    /// <summary>For style sheets and scripts: the kind in words with hyphens, such as <c>sign-in</c>.</summary>
    public string Key => Keys[(int)Kind];

    private static readonly string[] Keys =
    [
        .. Enum.GetNames<PageKind>().Select(name => string.Concat(name.Select(
            (c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()))),
    ];
}

/// <summary>What stands in a page's head and at its end, ready to be written as it is.</summary>
/// <param name="Css">The product's rules with the brand's colours.</param>
/// <param name="TenantCss">The tenant's own, made safe for a style element; null: none, or a file.</param>
/// <param name="TenantCssPath">The tenant's own as a file; null: none, or in the page.</param>
/// <param name="Scripts">Script elements.</param>
/// <param name="Mode">Which colours.</param>
internal sealed record PageHead(string Css, string? TenantCss, string? TenantCssPath, string Scripts, ColorMode Mode)
{
    public Func<SitePicture, string> PathOf { get; init; } = picture => picture.Path;
}
