using Portal.Brands;
using Portal.Domains;

namespace Portal.WebHost.Front;

/// <summary>
/// The sign-in page of settings that nobody saved yet, for staff to look at. It is whole in itself (pictures inside,
/// no script) and safe to show on the control host only when it is answered with its policy, which sandboxes it.
/// </summary>
internal interface ISitePreview
{
    /// <param name="brand">The brand whose values stand where the domain has none; null: none yet.</param>
    /// <param name="dark">As visitors with dark pages see it.</param>
    /// <param name="language">One that pages have texts in; else the domain's first.</param>
    Task<SitePreviewPage> Render(DomainSettings domain, BrandSettings? brand, bool dark, string? language, CancellationToken cancellation);
}

/// <param name="Html">A whole document.</param>
/// <param name="ContentSecurityPolicy">The header to answer it with. A frame made by <c>srcdoc</c> would have its parent's
/// policy instead, which forbids inline styles: give it a URL.</param>
internal sealed record SitePreviewPage(string Html, string ContentSecurityPolicy);
