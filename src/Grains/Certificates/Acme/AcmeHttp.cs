using System.Net.Security;
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
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new SslClientAuthenticationOptions(),
        };
        if (options.TrustedRoots is { } file)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        var client = new HttpClient(handler) { Timeout = options.Timeout, MaxResponseContentBufferSize = LargestAnswer };
        // RFC 8555, 6.1: a client says who it is.
        client.DefaultRequestHeaders.UserAgent.ParseAdd("portal/1.0");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }
}
