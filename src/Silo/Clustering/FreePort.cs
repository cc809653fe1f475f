using System.Net;
using System.Net.Sockets;

namespace Portal.Hosting.Clustering;

internal static class FreePort
{
    /// <summary>Ports that nobody has now, all different: they are held together while they are looked for.</summary>
    public static int[] Find(IPAddress address, int count)
    {
        var listeners = new TcpListener[count];
        try
        {
            for (var i = 0; i < count; i++)
            {
                listeners[i] = new TcpListener(address, 0);
                listeners[i].Start();
            }

            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
                listener?.Dispose();
        }
    }
}
