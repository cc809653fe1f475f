using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Portal.Tests.Bench;

/// <summary>Has a front end know all of its domains before it is measured.</summary>
internal static class Warm
{
    /// <summary>Asks for each domain once over plain HTTP: the redirect needs its snapshot, not its certificate.</summary>
    public static async Task Up(int httpPort, int domains)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 32 });
        await Parallel.ForAsync(0, domains, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, cancellation) =>
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"http://127.0.0.1:{httpPort}/sign-in")
            { Headers = { Host = PortalPeer.Host(number) } };
            using var response = await client.SendAsync(request, cancellation);
            if (response.StatusCode is not (HttpStatusCode.PermanentRedirect or HttpStatusCode.MovedPermanently))
                throw new InvalidOperationException(
                    $"{PortalPeer.Host(number)} answered {(int)response.StatusCode} instead of a redirect.");
        });
    }

    /// <summary>The sign-in page of the first domain, as sent to a client that takes no compression.</summary>
    public static async Task<byte[]> Page(int httpsPort)
    {
        using var client = Client(httpsPort);
        return await client.GetByteArrayAsync($"https://{PortalPeer.Host(0)}/sign-in");
    }

    /// <summary>
    /// A client that connects to the port whatever the name, keeps no cookies, and trusts any certificate: the load is ours.
    /// </summary>
    /// <param name="from">Its own address; null: this machine's usual one.</param>
    public static HttpClient Client(int httpsPort, IPAddress? from = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (from is not null)
                socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(IPAddress.Loopback, httpsPort, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
#pragma warning disable CA5359 // Benchmark against our own process on loopback.
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    });
}
