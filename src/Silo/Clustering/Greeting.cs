using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Portal.Hosting.Clustering;

/// <summary>How a member answered a knock at its port.</summary>
/// <param name="Answers">Something listens there.</param>
/// <param name="Mismatch">What its TLS and ours have against each other, as a sentence; null: nothing.</param>
internal sealed record Greeting(IPEndPoint At, bool Answers, string? Mismatch)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // A certificate that is refused is refused by now; one that is taken is answered by nothing.
    private static readonly TimeSpan Verdict = TimeSpan.FromMilliseconds(300);

    /// <summary>Knocks without saying anything of Orleans: its handshake would leave a trace.</summary>
    /// <param name="identity">Null: this node speaks no TLS.</param>
    public static async Task<Greeting> Of(IPEndPoint at, ClusterIdentity? identity, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(at, limit.Token);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new Greeting(at, false, null);
        }

        await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        try
        {
            return new Greeting(
                at, true, identity is null ? await Without(at, stream, limit.Token) : await With(at, stream, identity, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It stands still: nothing can be told of it.
            return new Greeting(at, false, null);
        }
    }

    private static async Task<string?> With(IPEndPoint at, SslStream stream, ClusterIdentity identity, CancellationToken limit)
    {
        string? shown = null;
        var options = ClusterTls.Client(identity);
        var accepts = options.RemoteCertificateValidationCallback!;
        options.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            shown = certificate?.Subject;
            return accepts(sender, certificate, chain, errors);
        };
        try
        {
            await stream.AuthenticateAsClientAsync(options, limit);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            return shown is null
                ? $"Portal:Cluster:Tls is set, but the member at {at} doesn't use TLS. Set it on all nodes of a cluster, or on none."
                : $"Portal:Cluster:Tls:Authority is \"{identity.Files.Authority}\", "
                    + $"but the member at {at} shows a certificate ({shown}) that this CA did not issue, or that has expired. "
                    + "All nodes of a cluster need certificates from the same CA.";
        }

        return await Rejects(stream, limit)
            ? $"Portal:Cluster:Tls:Certificate is \"{identity.Files.Certificate}\" ({identity.Certificate.Subject}), "
                + $"which the member at {at} does not accept. "
                + "All nodes of a cluster need certificates from the same CA."
            : null;
    }

    /// <summary>A node that speaks no TLS offers some, and sees whether it is taken.</summary>
    private static async Task<string?> Without(IPEndPoint at, SslStream stream, CancellationToken limit)
    {
        var speaks = false;
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "portal-cluster",
                    RemoteCertificateValidationCallback = (_, _, _, _) => !(speaks = true),
                },
                limit);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            // Either way: what was seen until then counts.
        }

        return speaks
            ? $"Portal:Cluster:Tls is not set, but the member at {at} accepts only TLS. "
                + "Set Portal:Cluster:Tls:Certificate and Portal:Cluster:Tls:Authority."
            : null;
    }

    // In TLS 1.3 the other side looks at our certificate when we believe the handshake to be over.
    private static async Task<bool> Rejects(SslStream stream, CancellationToken limit)
    {
        using var verdict = CancellationTokenSource.CreateLinkedTokenSource(limit);
        verdict.CancelAfter(Verdict);
        try
        {
            return await stream.ReadAsync(new byte[1], verdict.Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
