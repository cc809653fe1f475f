using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Portal.Platform;

namespace Portal.WebHost.Portals;

/// <summary>What every page says to a browser besides its content.</summary>
internal sealed class PageHeaders(IOptions<PlatformOptions> platform)
{
    private static readonly StringValues ContentType = "text/html; charset=utf-8";
    private static readonly StringValues Public = "private, no-cache";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues Vary = "Accept-Encoding, Accept-Language";
    private static readonly StringValues NoSniff = "nosniff";

    // Origin must survive on forms' posts: "no-referrer" would turn it into "null".
    private static readonly StringValues Referrer = "same-origin";
    private static readonly StringValues Opener = "same-origin";
    private static readonly StringValues Permissions =
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), payment=(), usb=()";
    private static readonly StringValues Transport = "max-age=15552000";

    // The rule holds for a host on all of its ports: on another than 443 it would take neighbours' plain HTTP away.
    private readonly bool strict = platform.Value.HttpsPublicPort == 443;

    public void Write(HttpResponse response, SitePages site, PageKind kind, bool isStored) =>
        Write(response, site, site.Policy(kind), isStored);

    /// <summary>For pages of somebody who is signed in.</summary>
    /// <param name="typesPasswords">Passwords or codes are typed on the page.</param>
    public void WriteSignedIn(HttpResponse response, SitePages site, bool typesPasswords) =>
        Write(response, site, site.Policy(typesPasswords), isStored: false);

    private void Write(HttpResponse response, SitePages site, string policy, bool isStored)
    {
        var headers = response.Headers;
        headers.ContentType = ContentType;
        headers.CacheControl = isStored ? Public : NoStore;
        headers.Vary = Vary;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = Referrer;
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = Opener;
        headers["Site-Version"] = site.Site.VersionText;
        if (strict)
            headers.StrictTransportSecurity = Transport;
    }

    /// <summary>For files named by their content.</summary>
    public void WriteForever(HttpResponse response, string type)
    {
        response.Headers.ContentType = type;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = NoSniff;
        if (strict)
            response.Headers.StrictTransportSecurity = Transport;
    }
}
