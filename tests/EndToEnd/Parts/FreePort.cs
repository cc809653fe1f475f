using System.Net;
using System.Net.Sockets;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>
/// Finds ports that nobody listens on now, by TCP and UDP alike. They are below those that systems give to outgoing connections
/// (32768 and up): one of these would be taken again before whoever asked listens on it.
/// </summary>
internal static class FreePort
{
    private const int First = 12_000;
    private const int Count = 20_000;

    private static int last = Random.Shared.Next(Count);

    public static int Next()
    {
        for (var i = 0; i < Count; i++)
        {
            var port = First + (Interlocked.Increment(ref last) & int.MaxValue) % Count;
            try
            {
                using var tcp = TcpListener.Create(port);
                tcp.Start();
                using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }

        throw new InvalidOperationException("No port is free.");
    }
}
