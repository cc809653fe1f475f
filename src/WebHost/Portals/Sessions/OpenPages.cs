namespace Portal.WebHost.Portals;

/// <summary>
/// What a page asks for by itself while it is open. It keeps no session alive: a screen that is left on would never be signed out.
/// </summary>
internal static class OpenPages
{
    /// <summary>Sent by the script that reads a page again.</summary>
    public const string Header = "Portal-Refresh";

    public static bool Asks(HttpRequest request) => request.Headers.ContainsKey(Header) || request.Path == EventStreams.Path;
}
