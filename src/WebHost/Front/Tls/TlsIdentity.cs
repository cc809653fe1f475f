using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Portal.Certificates;
using Portal.Hosting;
using Portal.Secrets;

namespace Portal.WebHost.Front;

/// <summary>
/// A host's certificate, ready for handshakes. One for all connections of its host: sessions are resumed within it, and
/// the chain is put together once.
/// </summary>
internal sealed class TlsIdentity
{
    private static readonly List<SslApplicationProtocol> Web = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    // Read by nobody: it is there for as long as this is.
    private readonly object pin;

    private readonly SslServerAuthenticationOptions older;

    private TlsIdentity(CertificateMaterial material, SslServerAuthenticationOptions options) =>
        (Material, Options, older, pin) = (material, options, Older(options), TlsPin.Hold(options));

    /// <summary>What it was made of, without chain and key: as text they are five times what they are in the context.</summary>
    public CertificateMaterial Material { get; }

    public SslServerAuthenticationOptions Options { get; }

    /// <summary>
    /// TLS 1.3 has no suite that is not authenticated. For clients that stop at 1.2 the suites are named; .NET then keeps
    /// no context between handshakes, so these few pay with a full handshake each time.
    /// </summary>
    public SslServerAuthenticationOptions For(TlsHello hello) => hello.SpeaksTls13 ? Options : older;

    public static TlsIdentity From(CertificateMaterial material, ISecrets secrets)
    {
        var key = secrets.Open(SecretPurposes.CertificateKey, material.SealedKey!);
        return new TlsIdentity(material with { ChainPem = "", SealedKey = null }, Make(material.ChainPem!, key, Web));
    }

    private static SslServerAuthenticationOptions Older(SslServerAuthenticationOptions options) => new()
    {
        ServerCertificateContext = options.ServerCertificateContext,
        ApplicationProtocols = options.ApplicationProtocols,
        EnabledSslProtocols = options.EnabledSslProtocols,
        ClientCertificateRequired = options.ClientCertificateRequired,
        CertificateRevocationCheckMode = options.CertificateRevocationCheckMode,
        AllowRenegotiation = options.AllowRenegotiation,
        AllowTlsResume = options.AllowTlsResume,
        CipherSuitesPolicy = CipherSuites.Authenticated,
    };

    /// <param name="pem">Leaf first.</param>
    public static SslServerAuthenticationOptions Make(string pem, string key, List<SslApplicationProtocol> protocols)
    {
        var leaf = X509Certificate2.CreateFromPem(pem, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(pem);
        if (chain.Count > 0)
            chain.RemoveAt(0);
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, chain, offline: true),
            ApplicationProtocols = protocols,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateRequired = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            AllowRenegotiation = false,
            AllowTlsResume = true,
        };
    }
}
