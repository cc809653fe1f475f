using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Portal.WebHost.ControlPanel;

/// <summary>
/// Bounds how often one network tries to sign in, whatever accounts it names. In memory of this process, and bounded: a
/// hint beside the throttle of each account, which is stored.
/// </summary>
internal sealed class NetworkThrottle(TimeProvider clock)
{
    private const int Tries = 30;
    private const int MostNetworks = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Count)> networks = new(StringComparer.Ordinal);

    /// <summary>Counts a try. Until when this network has to wait; null: go on.</summary>
    public DateTimeOffset? Try(IPAddress? address)
    {
        var now = clock.GetUtcNow();
        if (networks.Count >= MostNetworks)
            networks.Clear();
        var (since, count) = networks.AddOrUpdate(
            Network(address), _ => (now, 1), (_, seen) => now - seen.Since > Window ? (now, 1) : (seen.Since, seen.Count + 1));
        return count > Tries ? since + Window : null;
    }

    // One household or server has a /64 of IPv6.
    private static string Network(IPAddress? address)
    {
        if (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
            return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
        return address?.ToString() ?? "";
    }
}
