namespace Portal.WebHost.Portals;

/// <summary>
/// Tells pages of other tabs which customer this browser works for now: a page's script compares it with the one that the
/// page was made for. It opens nothing, so scripts may read it; what decides is the session.
/// </summary>
internal static class PlaceCookie
{
    public const string Name = "__Host-place";

    public static void Keep(PortalCall call)
    {
        if (call.Context.Request.Cookies[Name] != call.Place.Customer)
            call.Context.Response.Cookies.Append(Name, call.Place.Customer, Options());
    }

    public static void Drop(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() => new() { Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
