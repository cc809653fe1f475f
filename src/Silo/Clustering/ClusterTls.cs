using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;

namespace Portal.Hosting.Clustering;

/// <summary>
/// Mutual TLS between nodes: both sides show a certificate of the cluster's own CA. Orleans' ports have no other
/// authentication, and whoever can call them owns every grain.
/// </summary>
internal static class ClusterTls
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    public static ISiloBuilder UsePortalTls(this ISiloBuilder silo, TlsSection options)
    {
        var (certificate, authority) = Load(options);
        return silo.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(builder => Use(builder, certificate, authority, server: true));
            connections.ConfigureSiloOutboundConnection(builder => Use(builder, certificate, authority, server: false));
            connections.ConfigureGatewayInboundConnection(builder => Use(builder, certificate, authority, server: true));
        });
    }

    public static IClientBuilder UsePortalTls(this IClientBuilder client, TlsSection options)
    {
        var (certificate, authority) = Load(options);
        return client.Configure<ClientConnectionOptions>(connections =>
            connections.ConfigureConnection(builder => Use(builder, certificate, authority, server: false)));
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Authority) Load(TlsSection options)
    {
        try
        {
            var path = options.Certificate!;
            var certificate = X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12
                ? X509CertificateLoader.LoadPkcs12FromFile(path, null)
                : X509Certificate2.CreateFromPemFile(path);
            var authority = new X509Certificate2Collection();
            authority.ImportFromPemFile(options.Authority!);
            return (certificate, authority);
        }
        catch (CryptographicException failure)
        {
            throw new StartRefusedException($"Portal:Cluster:Tls: \"{options.Certificate}\" or \"{options.Authority}\" can't be used: {failure.Message} Allowed: PEM with certificate and key (or PFX without password), and PEM with the CA's certificate.", failure);
        }
    }

    private static void Use(IConnectionBuilder builder, X509Certificate2 certificate, X509Certificate2Collection authority, bool server) =>
        builder.Use(next => connection => Secure(connection, next, certificate, authority, server));

    private static async Task Secure(ConnectionContext connection, ConnectionDelegate next, X509Certificate2 certificate, X509Certificate2Collection authority, bool server)
    {
        var plain = connection.Transport;
        var stream = new SslStream(new DuplexStream(plain), leaveInnerStreamOpen: false);
        await using (stream.ConfigureAwait(false))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
            limit.CancelAfter(HandshakeTimeout);
            if (server)
                await stream.AuthenticateAsServerAsync(Server(certificate, authority), limit.Token).ConfigureAwait(false);
            else
                await stream.AuthenticateAsClientAsync(Client(certificate, authority), limit.Token).ConfigureAwait(false);

            connection.Transport = new SecuredPipe(stream);
            try
            {
                await next(connection).ConfigureAwait(false);
            }
            finally
            {
                await connection.Transport.Input.CompleteAsync().ConfigureAwait(false);
                await connection.Transport.Output.CompleteAsync().ConfigureAwait(false);
                connection.Transport = plain;
            }
        }
    }

    private static SslServerAuthenticationOptions Server(X509Certificate2 certificate, X509Certificate2Collection authority) => new()
    {
        ServerCertificate = certificate,
        ClientCertificateRequired = true,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CipherSuitesPolicy = CipherSuites.Authenticated,
        CertificateChainPolicy = Policy(authority, "1.3.6.1.5.5.7.3.2"),
    };

    // Nodes are known by their CA, not by name: addresses come and go.
    private static SslClientAuthenticationOptions Client(X509Certificate2 certificate, X509Certificate2Collection authority) => new()
    {
        TargetHost = "portal-cluster",
        ClientCertificates = [certificate],
        LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateChainPolicy = Policy(authority, "1.3.6.1.5.5.7.3.1"),
        RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
    };

    private static X509ChainPolicy Policy(X509Certificate2Collection authority, string usage)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authority);
        policy.ApplicationPolicy.Add(new Oid(usage));
        return policy;
    }

    private sealed class SecuredPipe(SslStream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }
}
