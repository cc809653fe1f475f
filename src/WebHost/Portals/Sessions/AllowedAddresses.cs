using System.Net;

namespace Portal.WebHost.Portals;

/// <summary>Whether a place can be used from an address. Pure.</summary>
internal static class AllowedAddresses
{
    /// <param name="networks">CIDR; empty: any address. What can't be read allows nobody.</param>
    public static bool Contain(IReadOnlyCollection<string> networks, IPAddress? address)
    {
        if (networks.Count == 0)
            return true;
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return networks.Any(text => text.Contains('/')
            ? IPNetwork.TryParse(text, out var network) && network.Contains(plain)
            : IPAddress.TryParse(text, out var single) && single.Equals(plain));
    }
}
