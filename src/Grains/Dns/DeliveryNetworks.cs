using System.Net;

namespace Portal.Dns;

/// <summary>
/// Recognises content delivery networks, which hide the CNAME behind addresses of their own. Out of date it only words an
/// advice less well: nothing is decided by it that the CNAME check has not refused already.
/// </summary>
internal static class DeliveryNetworks
{
    private sealed record Network(string Name, string Switch, string[] Ranges, string[] Targets);

    private static readonly (Network Network, IPNetwork[] Ranges)[] All =
        [.. new Network[]
        {
            // https://www.cloudflare.com/ips-v4, /ips-v6 (as of 2023-09-28, the list's last change).
            new("Cloudflare", "set the record's proxy status to \"DNS only\" (the grey cloud)",
                [
                    "173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18", "108.162.192.0/18",
                    "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17", "162.158.0.0/15", "104.16.0.0/13",
                    "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22",
                    "2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2405:b500::/32", "2405:8100::/32", "2a06:98c0::/29",
                    "2c0f:f248::/32",
                ],
                ["cdn.cloudflare.net"]),
            // https://api.fastly.com/public-ip-list (as of 2026-02-11).
            new("Fastly", "remove the name from the Fastly service",
                [
                    "23.235.32.0/20", "43.249.72.0/22", "103.244.50.0/24", "103.245.222.0/23", "103.245.224.0/24", "104.156.80.0/20",
                    "140.248.64.0/18", "140.248.128.0/17", "146.75.0.0/17", "151.101.0.0/16", "157.52.64.0/18", "167.82.0.0/17",
                    "167.82.128.0/20", "167.82.160.0/20", "167.82.224.0/20", "172.111.64.0/18", "185.31.16.0/22", "199.27.72.0/21",
                    "199.232.0.0/16", "2a04:4e40::/32", "2a04:4e42::/32",
                ],
                ["fastly.net", "fastlylb.net"]),
            // Akamai and CloudFront are told by the names that their customers' CNAMEs point at.
            new("Akamai", "remove the name from the Akamai property",
                [],
                ["edgekey.net", "edgesuite.net", "akamaiedge.net", "akamai.net", "akamaized.net"]),
            new("Amazon CloudFront", "remove the name from the CloudFront distribution", [], ["cloudfront.net"]),
        }.Select(n => (n, n.Ranges.Select(IPNetwork.Parse).ToArray()))];

    /// <returns>The network's name and what to do there; null when none is recognised.</returns>
    public static (string Name, string Switch)? Find(IEnumerable<string> names, IEnumerable<string> addresses)
    {
        var targets = names.ToArray();
        var parsed = addresses.Select(IPAddress.Parse).ToArray();
        foreach (var (network, ranges) in All)
        {
            if (ranges.Any(range => parsed.Any(range.Contains))
                || network.Targets.Any(t => targets.Any(n => n == t || n.EndsWith("." + t, StringComparison.Ordinal))))
                return (network.Name, network.Switch);
        }

        return null;
    }
}
