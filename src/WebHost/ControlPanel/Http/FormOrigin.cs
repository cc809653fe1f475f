namespace Portal.WebHost.ControlPanel;

/// <summary>Whether an unsafe request comes from a page of this very origin. Pure but for the request's headers.</summary>
internal static class FormOrigin
{
    /// <summary>
    /// 1. <c>Sec-Fetch-Site</c>, where there: same-origin, or none (typed by the user). 2. Else an exactly equal
    /// <c>Origin</c>. 3. Neither: no. Another tenant may be same-site, so same-site is not enough.
    /// </summary>
    public static bool IsOurs(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [{ } site]
        ? site is "same-origin" or "none"
        : request.Headers.Origin is [{ } origin] && origin == $"{request.Scheme}://{request.Host.Value}";
}
