using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.WebHost.ControlPanel;

/// <summary>Where a browser opens a domain.</summary>
internal sealed class SiteUrl(IOptions<PlatformOptions> platform)
{
    public string Of(string host) =>
        $"https://{host}{(platform.Value.HttpsPublicPort == 443 ? "" : $":{platform.Value.HttpsPublicPort}")}/";
}
