namespace Portal.WebHost.Portals;

/// <summary>
/// How wide somebody likes their pages in this browser: a cookie that the module writes, read here so that a page comes as it is liked and
/// nothing moves.
/// </summary>
internal static class ShellModes
{
    public const string CookieName = "__Host-shell";

    /// <summary>Over the whole width, for wide tables.</summary>
    public const string Wide = "wide";

    /// <summary>Without the menu beside the page.</summary>
    public const string Folded = "fold";

    /// <summary>Those that are on, of the ones that there are.</summary>
    public static string[] Of(HttpRequest request) => request.Cookies.TryGetValue(CookieName, out var value)
        ? [.. value.Split('.').Intersect([Wide, Folded])]
        : [];
}
