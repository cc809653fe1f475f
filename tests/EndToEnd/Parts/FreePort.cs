using System.Net;
using System.Net.Sockets;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>Finds ports that nobody listens on now, by TCP and UDP alike.</summary>
internal static class FreePort
{
    public static int Next()
    {
        for (var i = 0; i < 50; i++)
        {
            using var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            var port = ((IPEndPoint)tcp.LocalEndpoint).Port;
            try
            {
                using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken for UDP: try another.
            }
        }

        throw new InvalidOperationException("No port is free.");
    }
}
