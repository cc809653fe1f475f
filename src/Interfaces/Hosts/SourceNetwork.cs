using System.Net;
using System.Net.Sockets;

namespace Portal.Hosts;

/// <summary>
/// What one subscriber holds, as one text: an IPv4 address, or the half of an IPv6 address that is its network (/64). Whatever is
/// counted by where it comes from is counted by it.
/// </summary>
public static class SourceNetwork
{
    private const int NetworkBytes = 8;

    /// <summary>Empty: nobody knows where it comes from.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))
            : address?.ToString() ?? "";
    }
}
