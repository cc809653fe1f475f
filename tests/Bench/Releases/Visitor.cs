using System.Net;
using System.Net.Sockets;

namespace Portal.Tests.Bench.Releases;

/// <summary>Opens pages of any host at one front end.</summary>
internal sealed class Visitor(int port) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (_, stop) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
        // Signed by the platform's own authority, which this machine doesn't know.
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
    })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <returns>Null: there was no answer.</returns>
    public async Task<int?> Status(string host, string path)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"https://{host}{path}"));
            return (int)answer.StatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => client.Dispose();
}
