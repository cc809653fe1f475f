using System.Text;

namespace Portal.WebHost.Portals;

/// <summary>
/// A tenant's style sheet in a page: in a style element while it is small, so that the page needs no further request
/// and nothing moves when it comes; else as a file.
/// </summary>
internal sealed record TenantCss(string? Inline, Asset? File)
{
    public static readonly TenantCss None = new(null, null);

    /// <summary>In bytes.</summary>
    public const int InlineLimit = 16 * 1024;

    public static TenantCss From(string? css)
    {
        if (string.IsNullOrWhiteSpace(css))
            return None;

        // HTML parsing turns these into others, which the hash in the policy would not match.
        css = css.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\0', '\uFFFD');
        return Encoding.UTF8.GetByteCount(css) > InlineLimit ? new(null, Asset.Style(css)) : new(Escape(css), null);
    }

    // "<\/" is "</" to a style sheet wherever that can stand (strings, URLs, comments) and no end tag to a page.
    private static string Escape(string css) => css.Replace("</", "<\\/", StringComparison.Ordinal);
}
