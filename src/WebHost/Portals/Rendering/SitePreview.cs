using System.Text.Json;
using Portal.Brands;
using Portal.Domains;
using Portal.Files;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

internal sealed class SitePreview(PageWriter writer, IFileDirectory files) : ISitePreview
{
    private static readonly string Listener = Embedded.Text("portal.preview.js");

    // An opaque origin with one script of ours, which hears what the policy blocks: a tenant's style sheet can change its own
    // picture and reach nothing else.
    private static string Policy(bool loadsOthers) =>
        $"sandbox allow-scripts; default-src 'none'; script-src '{ContentPolicy.Hash(Listener)}'; style-src 'unsafe-inline'; "
        + (loadsOthers ? "img-src data: https:; font-src data: https:; " : "img-src data:; font-src data:; ")
        + "frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    public async Task<SitePreviewPage> Render(
        DomainSettings domain, BrandSettings? brand, bool dark, string? language, CancellationToken cancellation)
    {
        var found = new Dictionary<string, FileView?>(StringComparer.Ordinal);
        foreach (var name in EffectiveSite.FileNames(domain, brand))
            found[name] = await files.Resolve(name, domain.Brand ?? brand?.Id, cancellation);
        var site = EffectiveSite.Merge(domain, brand, name => found.GetValueOrDefault(name), PortalTexts.Languages);

        var pictures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var picture in new[] { site.Logo, site.LogoDark, site.Favicon })
        {
            if (picture is not null && await files.Read(picture.Hash, cancellation) is var (content, type))
                pictures[picture.Hash] = $"data:{type};base64,{Convert.ToBase64String(content)}";
        }

        var mode = dark ? ColorMode.Dark : ColorMode.Light;
        var advice = PolicyAdvice.Of(EffectiveBrand.First(domain.JavaScript, brand?.JavaScript), site.Css, site.Script.Mode);
        var scripts = Data(advice) + "<script>" + Listener + "</script>";
        var head = new PageHead(ThemeCss.Write(site.Color, mode), SafeCss(site.Css), null, scripts, mode)
        {
            PathOf = picture => pictures.GetValueOrDefault(picture.Hash, "data:,"),
        };
        var texts = PortalTexts.In(
            language is not null && site.Languages.Contains(language, StringComparer.Ordinal) ? language : site.Languages[0]);
        var html = await writer.Write(new PageModel(site, PageKind.SignIn, texts, head, PageFill.None));
        return new SitePreviewPage(html, Policy(site.Script.LoadsOthers));
    }

    // Data, which nothing runs; < is escaped by the serializer.
    private static string Data(IEnumerable<PolicyAdvice> advice) =>
        "<script type=\"application/json\" data-advice>" + JsonSerializer.Serialize(advice.Select(one => one.Text)) + "</script>";

    private static string? SafeCss(string? css) => css?.Replace("</", "<\\/", StringComparison.Ordinal);
}
