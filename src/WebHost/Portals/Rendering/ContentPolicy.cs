using System.Security.Cryptography;
using System.Text;

namespace Portal.WebHost.Portals;

/// <summary>
/// The Content-Security-Policy of a page: what it needs and nothing else. Inline styles and the loader are allowed by
/// hash, so nothing in it changes from request to request.
/// </summary>
internal static class ContentPolicy
{
    private const string Closed = "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

    public static string Write(ScriptPlan scripts, params IEnumerable<string?> styles)
    {
        if (scripts.Loader is { } loader)
        {
            // A widget brings its own pictures, frames, calls and inline styles; a hash would switch the latter off.
            return $"default-src 'self'; script-src '{Hash(loader)}' 'strict-dynamic'; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data: https:; font-src 'self' data: https:; connect-src 'self' https: wss:; frame-src https:; worker-src 'self'; " + Closed;
        }

        var hashes = string.Concat(styles.Where(s => s is not null).Select(s => $" '{Hash(s!)}'"));
        return $"default-src 'none'; script-src 'self'; style-src 'self'{hashes}; img-src 'self' data:; font-src 'self' data:; "
            + "media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " + Closed;
    }

    /// <summary>As a source expression of CSP (without quotes).</summary>
    public static string Hash(string inline) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)));
}
