using Microsoft.Extensions.Options;
using Portal.Certificates;
using Portal.Platform;
using Portal.WebHost.Demo;

namespace Portal.WebHost.Front;

/// <summary>Tells who can sign in to the demo, where its portals are, and how a browser comes to trust them.</summary>
internal sealed class DemoLine(
    IOptions<FrontOptions> front,
    IOptions<PlatformOptions> platform,
    InternalRootFile root,
    DemoStaff staff,
    DemoPeople people) : IStartLine
{
    public async Task<IReadOnlyList<string>> Lines(CancellationToken cancellation)
    {
        if (!front.Value.Demo)
            return [];
        var port = platform.Value.HttpsPublicPort == 443 ? "" : FormattableString.Invariant($":{platform.Value.HttpsPublicPort}");
        List<string> lines = [.. (await staff.Lines()).Select(line => "  " + line)];
        lines.AddRange(DemoBrands.Domains.Select(domain => $"Demo portal:   https://{domain.Host}{port}"));
        lines.AddRange((await people.Lines(cancellation)).Select(line => "  " + line));
        if (front.Value.Certificates.Issuer.Equals("internal", StringComparison.OrdinalIgnoreCase))
        {
            lines.Add("  Their certificates come from this machine's own CA. To trust it (Chromium, then curl and others):");
            lines.Add($"  mkdir -p ~/.pki/nssdb && certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n portal-demo -i '{root.Path}'");
            lines.Add($"  sudo cp '{root.Path}' /usr/local/share/ca-certificates/portal-demo.crt && sudo update-ca-certificates");
        }

        lines.Add("Ctrl+C stops it.");
        return lines;
    }
}
