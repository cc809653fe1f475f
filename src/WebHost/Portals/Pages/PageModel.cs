using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>The pages that anybody may see.</summary>
internal enum PageKind { SignIn, SignUp, CarrierSignUp, ForgotPassword, NotFound }

/// <summary>What a page is made of.</summary>
/// <param name="Typed">The e-mail address that somebody typed before the answer was no; null: a fresh page.</param>
internal sealed record PageModel(EffectiveSite Site, PageKind Kind, PortalTexts Texts, PageHead Head, string? Typed = null)
{
    public string PageTitle => Texts["Title." + Kind];

    /// <summary>Of the tab: the brand's pattern filled in.</summary>
    public string Title => Site.TitlePattern
        .Replace("{page}", PageTitle, StringComparison.Ordinal)
        .Replace("{brand}", Site.Name, StringComparison.Ordinal);

    /// <summary>For style sheets and scripts: <c>sign-in</c>, <c>sign-up</c>, <c>carrier-sign-up</c>, <c>forgot-password</c>, <c>not-found</c>.</summary>
    public string Key => Kind switch
    {
        PageKind.SignIn => "sign-in",
        PageKind.SignUp => "sign-up",
        PageKind.CarrierSignUp => "carrier-sign-up",
        PageKind.ForgotPassword => "forgot-password",
        _ => "not-found",
    };
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
