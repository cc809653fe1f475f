namespace Portal.Platform;

/// <summary>Names and ports that the whole fleet agrees on. Section <c>Portal</c>.</summary>
internal sealed class PlatformOptions
{
    /// <summary>The name that tenants' CNAME records point at. Default: <c>portal.localhost</c>.</summary>
    public string PlatformHost { get; set; } = "portal.localhost";

    /// <summary>Names that answer with the control panel and the API. A list that is set replaces the default.</summary>
    public string[] ControlHosts { get; set; } = [];

    /// <summary>The port in redirects and links; the one that visitors see. Default: the HTTPS port.</summary>
    public int HttpsPublicPort { get; set; } = 8443;
}
