namespace Portal.WebHost.ControlPanel;

/// <summary>Where to go on after signing in: a path of ours, never another site.</summary>
internal static class ReturnTo
{
    public static string Query(HttpRequest request) =>
        request.Path == "/" ? "" : "?to=" + Uri.EscapeDataString(request.Path + request.QueryString);

    public static string Clean(string? to) =>
        to is ['/', not ('/' or '\\'), ..] && !to.Contains('\\') && !to.Any(char.IsControl) && !to.StartsWith("/sign-", StringComparison.Ordinal) ? to : "/domains";
}
