using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
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
        var identity = ClusterIdentity.Load(options);
        return silo.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(builder => Use(builder, identity, server: true));
            connections.ConfigureSiloOutboundConnection(builder => Use(builder, identity, server: false));
            connections.ConfigureGatewayInboundConnection(builder => Use(builder, identity, server: true));
        });
    }

    public static IClientBuilder UsePortalTls(this IClientBuilder client, TlsSection options)
    {
        var identity = ClusterIdentity.Load(options);
        return client.Configure<ClientConnectionOptions>(connections =>
            connections.ConfigureConnection(builder => Use(builder, identity, server: false)));
    }

    private static void Use(IConnectionBuilder builder, ClusterIdentity identity, bool server) =>
        builder.Use(next => connection => Secure(connection, next, identity, server));

    private static async Task Secure(ConnectionContext connection, ConnectionDelegate next, ClusterIdentity identity, bool server)
    {
        var plain = connection.Transport;
        var stream = new SslStream(new DuplexStream(plain), leaveInnerStreamOpen: false);
        await using (stream.ConfigureAwait(false))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
            limit.CancelAfter(HandshakeTimeout);
            if (server)
                await stream.AuthenticateAsServerAsync(Server(identity), limit.Token).ConfigureAwait(false);
            else
                await stream.AuthenticateAsClientAsync(Client(identity), limit.Token).ConfigureAwait(false);

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

    private static SslServerAuthenticationOptions Server(ClusterIdentity identity) => new()
    {
        ServerCertificate = identity.Certificate,
        ClientCertificateRequired = true,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CipherSuitesPolicy = CipherSuites.Authenticated,
        CertificateChainPolicy = identity.PeerPolicy(peerIsServer: false),
    };

    // Nodes are known by their CA, not by name: addresses come and go.
    internal static SslClientAuthenticationOptions Client(ClusterIdentity identity) => new()
    {
        TargetHost = "portal-cluster",
        ClientCertificates = [identity.Certificate],
        LocalCertificateSelectionCallback = (_, _, _, _, _) => identity.Certificate,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateChainPolicy = identity.PeerPolicy(peerIsServer: true),
        RemoteCertificateValidationCallback = (_, _, _, errors) =>
            (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
    };

    private sealed class SecuredPipe(SslStream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }
}
