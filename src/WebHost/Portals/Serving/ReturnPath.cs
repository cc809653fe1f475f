namespace Portal.WebHost.Portals;

/// <summary>Where to go on after signing in: a path of this host, never another site.</summary>
internal static class ReturnPath
{
    public const string Home = "/dashboard";
    private const int Longest = 1000;

    /// <summary>The sign-in page that comes back here.</summary>
    public static string SignIn(HttpRequest request) => With("/sign-in", request.Path.ToUriComponent() + request.QueryString);

    public static string With(string page, string? path) =>
        Clean(path) is { } clean and not Home ? page + "?return=" + Uri.EscapeDataString(clean) : page;

    /// <summary>Home, unless it is one; what a header can't hold (RFC 9110, 5.5) is none.</summary>
    public static string Clean(string? path) =>
        path is { Length: > 1 and <= Longest } && path[0] == '/' && path[1] is not '/' and not '\\'
        && !path.Contains('\\') && path.All(c => c is > ' ' and <= '~') && !IsStep(path) ? path : Home;

    // Going back to a step of signing in would go in circles.
    private static bool IsStep(string path) =>
        path.StartsWith("/sign-", StringComparison.Ordinal) || path.StartsWith("/portal-login", StringComparison.Ordinal);
}
