namespace Portal.WebHost.Portals;

/// <summary>Where forms of the shell go.</summary>
internal static class PortalPaths
{
    /// <summary>Takes <c>contact</c>: the place to go on as.</summary>
    public const string Switch = "/switch";
}
