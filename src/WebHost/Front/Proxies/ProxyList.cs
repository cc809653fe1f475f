using System.Net;

namespace Portal.WebHost.Front;

/// <summary>The peers of <c>Portal:Proxies</c>: what they say of a visitor is believed, and nobody else's word.</summary>
internal sealed class ProxyList(FrontOptions options)
{
    private readonly IReadOnlyList<IPNetwork> networks = options.ProxyNetworks;

    public bool IsEmpty => networks.Count == 0;

    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in networks)
        {
            if (network.Contains(plain))
                return true;
        }

        return false;
    }
}
