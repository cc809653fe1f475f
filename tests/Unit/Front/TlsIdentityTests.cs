using System.IO.Pipelines;
using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Certificates;
using Portal.Secrets;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class TlsIdentityTests
{
    // .NET lets go of unused contexts at each 32nd.
    private const int Others = 100;
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_visitor_resumes_although_a_hundred_other_names_were_visited_since()
    {
        var one = Identity("one.example");
        var others = Enumerable.Range(0, Others).Select(number => Identity($"other{number}.example")).ToArray();

        var full = await Shake(one, "one.example");
        foreach (var other in others)
            await Shake(other, other.Material.Host);

        // No certificate is sent when a session is resumed.
        Assert.True(await Shake(one, "one.example") < full / 2);
        GC.KeepAlive(others);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task Suites_without_authenticated_encryption_are_spoken_with_nobody()
    {
        var options = Identity("one.example").For(new TlsHello(default));
        foreach (var old in new[] { TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA })
            await Assert.ThrowsAnyAsync<AuthenticationException>(() => Speak(options, old));
        // A client that would rather have the old one gets the one that both know.
        Assert.Equal(
            TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            await Speak(
                options, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
    }

    [Fact]
    public async Task Whoever_speaks_the_newest_TLS_resumes_and_the_others_have_suites_of_their_own()
    {
        var identity = Identity("one.example");
        Assert.Same(identity.Options, identity.For(new TlsHello(new HelloFacts("one.example", IsAcme: false, SpeaksTls13: true))));
        Assert.NotNull(identity.For(new TlsHello(default)).CipherSuitesPolicy);
        ClientHello.Read(await HelloRecorder.Record("one.example", SslProtocols.Tls12), out var older);
        Assert.NotSame(identity.Options, identity.For(new TlsHello(older)));
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<TlsCipherSuite> Speak(SslServerAuthenticationOptions options, params TlsCipherSuite[] suites)
    {
        var (up, down) = (new Pipe(), new Pipe());
        await using var server = new SslStream(new Both(up.Reader.AsStream(), down.Writer.AsStream()));
        await using var client = new SslStream(new Both(down.Reader.AsStream(), up.Writer.AsStream()));
        var serving = server.AuthenticateAsServerAsync(options);
        var asking = client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "one.example",
            EnabledSslProtocols = SslProtocols.Tls12,
            CipherSuitesPolicy = new CipherSuitesPolicy(suites),
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=one.example",
        });
        await serving;
        await asking;
        return client.NegotiatedCipherSuite;
    }

    /// <summary>Answers how many bytes the server's handshake was.</summary>
    private static async Task<long> Shake(TlsIdentity identity, string name)
    {
        var (up, down) = (new Pipe(), new Pipe());
        await using var server = new SslStream(new Both(up.Reader.AsStream(), down.Writer.AsStream()));
        var wire = new Both(down.Reader.AsStream(), up.Writer.AsStream());
        await using var client = new SslStream(wire);
        await Task.WhenAll(
            server.AuthenticateAsServerAsync(identity.Options), client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = name,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=" + name,
            }));
        var handshake = wire.Taken;

        // The ticket comes with the first bytes.
        await server.WriteAsync(new byte[1]);
        await client.ReadExactlyAsync(new byte[1]);
        return handshake;
    }

    private static TlsIdentity Identity(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
        var material = new CertificateMaterial(name, 1, certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), null);
        return TlsIdentity.From(material, new Plain());
    }

    private sealed class Plain : ISecrets
    {
        public string Seal(string purpose, string text) => text;

        public string Open(string purpose, string sealedText) => sealedText;
    }

    private sealed class Both(Stream reads, Stream writes) : Stream
    {
        public long Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await reads.ReadAsync(buffer, cancellationToken);
            Taken += count;
            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            writes.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => writes.FlushAsync(cancellationToken);

        public override void Flush() => writes.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => writes.Write(buffer, offset, count);
    }
}
