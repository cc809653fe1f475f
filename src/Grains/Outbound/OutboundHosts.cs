using System.Net;
using System.Net.Sockets;

namespace Portal.Outbound;

/// <summary>Where a host name leads, and whether we go there.</summary>
/// <param name="Addresses">What may be connected to; the very addresses that were checked. Empty: none.</param>
/// <param name="Refusal">A sentence for a person when there is none.</param>
internal sealed record OutboundHost(IReadOnlyList<IPAddress> Addresses, string? Refusal);

/// <summary>Resolves names that tenants gave.</summary>
internal interface IOutboundHosts
{
    /// <param name="allowPrivate">Whether private and loopback addresses are fine.</param>
    Task<OutboundHost> Resolve(string host, bool allowPrivate, CancellationToken cancellation);
}

/// <param name="lookup">The machine's resolver, which also knows its hosts file.</param>
internal sealed class OutboundHosts(Func<string, CancellationToken, Task<IPAddress[]>> lookup) : IOutboundHosts
{
    public OutboundHosts()
        : this(System.Net.Dns.GetHostAddressesAsync)
    {
    }

    public async Task<OutboundHost> Resolve(string host, bool allowPrivate, CancellationToken cancellation)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await lookup(host, cancellation);
        }
        catch (Exception problem) when (problem is SocketException or ArgumentException)
        {
            return new([], $"No address was found for {host}. Check the spelling of the server's name.");
        }

        if (addresses.Length == 0)
            return new([], $"No address was found for {host}. Check the spelling of the server's name.");
        // One bad address spoils the name: else the next try could be sent to it.
        foreach (var address in addresses)
        {
            if (AddressGuard.Refusal(address, allowPrivate) is { } what)
                return new([], $"{host} resolves to {address}, {what}. Use a server that can be reached from the internet.");
        }

        return new(addresses, null);
    }
}
