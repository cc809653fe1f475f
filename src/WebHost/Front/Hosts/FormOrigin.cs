namespace Portal.WebHost.Front;

/// <summary>Whether an unsafe request comes from a page of this very origin. Pure but for the request's headers.</summary>
internal static class FormOrigin
{
    /// <summary>
    /// 1. <c>Sec-Fetch-Site</c>, where there: same-origin, or none (typed by the user). 2. Else an exactly equal
    /// <c>Origin</c>. 3. Neither, or a header twice: no. Another tenant may be same-site, so same-site (and the SameSite
    /// of cookies) is not enough.
    /// </summary>
    public static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
            return site is ["same-origin" or "none"];
        return request.Headers.Origin is [{ } origin]
            && string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }
}
