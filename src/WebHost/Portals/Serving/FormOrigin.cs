namespace Portal.WebHost.Portals;

/// <summary>
/// Whether a form was sent from a page of the same origin. Two tenants may be same-site, so cookies' SameSite doesn't
/// tell. <c>Sec-Fetch-Site</c> decides; where a browser doesn't send it, an exactly equal <c>Origin</c>; neither: no.
/// </summary>
internal static class FormOrigin
{
    public static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
            return site.Count == 1 && site[0] is "same-origin" or "none";
        var origin = request.Headers.Origin;
        return origin.Count == 1 && string.Equals(origin[0], $"{request.Scheme}://{request.Headers.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
