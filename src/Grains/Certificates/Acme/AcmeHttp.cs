using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Certificates.Acme;

/// <summary>How a CA is talked to: no redirects, no cookies, bounded in time and size.</summary>
internal static class AcmeHttp
{
    private const int LargestAnswer = 1 << 20;

    public static HttpClient Create(AcmeOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.Timeout,
            ConnectCallback = (context, cancellation) => Connect(context.DnsEndPoint, options.Timeout / 2, cancellation),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new SslClientAuthenticationOptions(),
        };
        if (options.TrustedRoots is { } file)
        {
            var policy =
                new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(PemText.ReadFile(file));
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        var client = new HttpClient(handler) { Timeout = options.Timeout, MaxResponseContentBufferSize = LargestAnswer };
        // RFC 8555, 6.1: a client says who it is.
        client.DefaultRequestHeaders.UserAgent.ParseAdd("portal/1.0");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    // With a time of its own: a CA that no packet gets to can't be reached, one that takes the connection and is silent is slow.
    private static async ValueTask<Stream> Connect(DnsEndPoint to, TimeSpan limit, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(limit, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to, both.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
