namespace Portal.WebHost.ControlPanel;

/// <summary>Where to go on after signing in: a path of ours, never another site.</summary>
internal static class ReturnTo
{
    public static string Query(HttpRequest request) =>
        request.Path == "/" ? "" : "?to=" + Uri.EscapeDataString(request.Path + request.QueryString);

    /// <summary>The page that a request comes from, where it is one of ours.</summary>
    public static string? Before(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var url)
            && string.Equals(url.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            && Clean(url.PathAndQuery) == url.PathAndQuery
            ? url.PathAndQuery
            : null;

    // What a header can't hold (RFC 9110, 5.5) is no path of ours: pages write theirs encoded.
    public static string Clean(string? to) =>
        to is ['/', not ('/' or '\\'), ..] && !to.Contains('\\') && to.All(c => c is > ' ' and <= '~')
            && !to.StartsWith("/sign-", StringComparison.Ordinal)
            ? to
            : "/domains";
}
