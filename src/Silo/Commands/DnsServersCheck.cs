using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Portal.Hosting.Commands;

/// <summary>Whether the DNS servers answer at all: one question for the root's name servers (RFC 1035, 4.1) to each, over UDP.</summary>
internal static class DnsServersCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    public static async Task<string> At(IConfiguration configuration)
    {
        var servers = Servers(configuration);
        if (servers.Length == 0)
            throw new StartRefusedException(
                "This machine has no DNS server configured. Set Portal:Dns:Servers, for example to 9.9.9.9:53.");
        var silent = new List<IPEndPoint>();
        foreach (var server in servers)
        {
            if (!await Answers(server))
                silent.Add(server);
        }

        return silent.Count == 0
            ? $"{string.Join(", ", servers.Select(server => server.ToString()))} answer"
            : throw new StartRefusedException(
                $"{string.Join(", ", silent)} (from Portal:Dns:Servers, or else this machine's) "
                    + $"did not answer in {Limit.TotalSeconds:0} s.");
    }

    private static IPEndPoint[] Servers(IConfiguration configuration)
    {
        var section = configuration.GetSection("Portal:Dns:Servers");
        var set = section.Value?.Split(',') ?? [.. section.GetChildren().Select(child => child.Value ?? "")];
        var named = set.Where(text => !string.IsNullOrWhiteSpace(text)).Select(Parse).ToArray();
        return named.Length > 0
            ? named
            : [.. NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(network => network.GetIPProperties().DnsAddresses)
                .Distinct()
                .Select(address => new IPEndPoint(address, 53))];
    }

    private static IPEndPoint Parse(string text) =>
        !IPEndPoint.TryParse(text.Trim(), out var at) ? throw new StartRefusedException(
            $"Portal:Dns:Servers is \"{text}\". Allowed: addresses with ports, such as 9.9.9.9:53.")
        : at.Port == 0 ? new IPEndPoint(at.Address, 53)
        : at;

    private static async Task<bool> Answers(IPEndPoint server)
    {
        // Id 1, recursion desired, one question: the root, NS, IN.
        byte[] question = [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1];
        using var socket = new UdpClient(server.AddressFamily);
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await socket.SendAsync(question, server, limit.Token);
            return (await socket.ReceiveAsync(limit.Token)).Buffer is [0, 1, ..];
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
