using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Portal.Outbound;

/// <summary>
/// Says which addresses a host name that a tenant gave may lead to. Ranges by the IANA special-purpose registries for IPv4 and IPv6
/// (RFC 6890 and its updates).
/// </summary>
internal static class AddressGuard
{
    /// <summary>Where a tenant's own machines may be, if ops allow it (<c>Portal:Mail:AllowPrivateServers</c>).</summary>
    private static readonly (IPNetwork Range, string What)[] Private =
    [
        (IPNetwork.Parse("127.0.0.0/8"), "a loopback address"),
        (IPNetwork.Parse("::1/128"), "a loopback address"),
        (IPNetwork.Parse("10.0.0.0/8"), "a private address"),
        (IPNetwork.Parse("172.16.0.0/12"), "a private address"),
        (IPNetwork.Parse("192.168.0.0/16"), "a private address"),
        (IPNetwork.Parse("100.64.0.0/10"), "an address of a carrier's internal network"),
        (IPNetwork.Parse("fc00::/7"), "a private address"),
        (IPNetwork.Parse("fec0::/10"), "a private address"),
    ];

    /// <summary>Never anybody's server. Link-local is here because cloud machines give out their credentials on it.</summary>
    private static readonly (IPNetwork Range, string What)[] Never =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "not the address of a machine"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address"),
        (IPNetwork.Parse("192.0.0.0/24"), "a reserved address"),
        (IPNetwork.Parse("192.0.2.0/24"), "an address for documentation"),
        (IPNetwork.Parse("192.88.99.0/24"), "a reserved address"),
        (IPNetwork.Parse("198.18.0.0/15"), "an address for measurements"),
        (IPNetwork.Parse("198.51.100.0/24"), "an address for documentation"),
        (IPNetwork.Parse("203.0.113.0/24"), "an address for documentation"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("240.0.0.0/4"), "a reserved address"),
        (IPNetwork.Parse("::/128"), "not the address of a machine"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "a reserved address"),
        (IPNetwork.Parse("100::/64"), "a reserved address"),
        (IPNetwork.Parse("2001::/23"), "a reserved address"),
        (IPNetwork.Parse("2001:db8::/32"), "an address for documentation"),
        (IPNetwork.Parse("3fff::/20"), "an address for documentation"),
        (IPNetwork.Parse("5f00::/16"), "a reserved address"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    /// <returns>What the address is, when it is refused; null: it may be connected to.</returns>
    public static string? Refusal(IPAddress address, bool allowPrivate)
    {
        var plain = Plain(address);
        foreach (var (range, what) in Never)
        {
            if (range.Contains(plain))
                return what;
        }

        if (allowPrivate)
            return null;
        foreach (var (range, what) in Private)
        {
            if (range.Contains(plain))
                return what;
        }

        return IsOurs(plain) ? "an address of this machine" : null;
    }

    /// <summary>The IPv4 address inside an IPv6 one that stands for it (mapped, translated, 6to4, compatible), else the address.</summary>
    private static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (Translated.Contains(address))
            return new IPAddress(bytes.AsSpan(12));
        if (SixToFour.Contains(address))
            return new IPAddress(bytes.AsSpan(2, 4));
        // Not :: and ::1, which have meanings of their own.
        if (Compatible.Contains(address) && (bytes[12] | bytes[13] | bytes[14]) != 0)
            return new IPAddress(bytes.AsSpan(12));
        return address.ScopeId == 0 ? address : new IPAddress(bytes);
    }

    private static bool IsOurs(IPAddress address) => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(i => i.GetIPProperties().UnicastAddresses)
        .Any(a => Plain(a.Address).Equals(address));
}
