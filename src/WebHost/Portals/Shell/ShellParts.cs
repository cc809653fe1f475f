using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>What does not change from one signed-in page of a site to the next, ready to be written as it is.</summary>
/// <param name="Head">Of the page, without its title.</param>
/// <param name="Logo">The brand's logo; empty: it has none.</param>
/// <param name="Footer">The brand's footer; empty: it has none.</param>
internal sealed record ShellParts(string Head, string Logo, string Footer)
{
    /// <summary>All rules of signed-in pages, the same for all brands: a file, so that public pages don't carry them.</summary>
    public static readonly Asset Rules = Asset.Style(ThemeCss.Rules + Embedded.Text("shell.css"));

    public static ShellParts Make(SitePages site, string logo, string footer) =>
        new(WriteHead(site, site.Head(typesPasswords: false)), logo, footer);

    private static string WriteHead(SitePages site, PageHead head)
    {
        var look = site.Look;
        var html = new StringBuilder(1024)
            .Append("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append(
                CultureInfo.InvariantCulture,
                $"<meta name=\"theme-color\" media=\"(prefers-color-scheme: light)\" "
                    + $"content=\"{ThemeColors.Light(look.Color).SurfaceRaised}\">")
            .Append(
                CultureInfo.InvariantCulture,
                $"<meta name=\"theme-color\" media=\"(prefers-color-scheme: dark)\" "
                    + $"content=\"{ThemeColors.Dark(look.Color).SurfaceRaised}\">")
            .Append("<meta name=\"robots\" content=\"noindex\"><meta name=\"format-detection\" content=\"telephone=no\">")
            .Append(Icon(look.Favicon));
        Style(html, site.Colors.Path);
        Style(html, Rules.Path);
        if (head.TenantCss is { } css)
            html.Append("<style>").Append(css).Append("</style>");
        if (head.TenantCssPath is { } path)
            Style(html, path);
        return html.ToString();
    }

    private static void Style(StringBuilder html, string path) =>
        html.Append("<link rel=\"stylesheet\" href=\"").Append(path).Append("\">");

    private static string Icon(SitePicture? icon) => icon is null
        ? "<link rel=\"icon\" href=\"data:,\">"
        : $"<link rel=\"icon\" href=\"{icon.Path}\" type=\"{HtmlEncoder.Default.Encode(icon.Type)}\"><link rel=\"apple-touch-icon\" href=\"{icon.Path}\">";
}
