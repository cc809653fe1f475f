using Microsoft.Extensions.Options;
using Portal.Certificates;
using Portal.Platform;
using Portal.WebHost.Demo;

namespace Portal.WebHost.Front;

/// <summary>Tells where the demo's portals are, and how a browser comes to trust them.</summary>
internal sealed class DemoLine(IOptions<FrontOptions> front, IOptions<PlatformOptions> platform, InternalRootFile root) : IStartLine
{
    public Task<IReadOnlyList<string>> Lines(CancellationToken cancellation)
    {
        if (!front.Value.Demo)
            return Task.FromResult<IReadOnlyList<string>>([]);
        var port = platform.Value.HttpsPublicPort == 443 ? "" : FormattableString.Invariant($":{platform.Value.HttpsPublicPort}");
        var lines = DemoBrands.Domains.Select(domain => $"Demo portal: https://{domain.Host}{port}").ToList();
        if (front.Value.Certificates.Issuer.Equals("internal", StringComparison.OrdinalIgnoreCase))
        {
            lines.Add("Its certificates are of this machine's own CA. To trust it on this machine:");
            lines.Add($"  curl and others: sudo cp {root.Path} /usr/local/share/ca-certificates/portal-demo.crt && sudo update-ca-certificates");
            lines.Add($"  Chromium:        certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n portal-demo -i {root.Path}");
        }

        return Task.FromResult<IReadOnlyList<string>>(lines);
    }
}
