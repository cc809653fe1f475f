using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Certificates;

/// <summary>What our own development CA signs. Its names tell nothing of who runs it.</summary>
internal static class InternalAuthority
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly TimeSpan RootLife = TimeSpan.FromDays(3650);

    /// <summary>As long as public CAs' today, so that what works here works there.</summary>
    private static readonly TimeSpan LeafLife = TimeSpan.FromDays(90);

    /// <summary>Clocks of visitors' machines are behind now and then.</summary>
    private static readonly TimeSpan Backdate = TimeSpan.FromHours(1);

    /// <summary>Whether a root is still good for leaves signed now.</summary>
    public static bool IsGood(X509Certificate2 root, DateTimeOffset now) =>
        root.NotBefore.ToUniversalTime() <= now.UtcDateTime && root.NotAfter.ToUniversalTime() > (now + LeafLife + LeafLife).UtcDateTime;

    /// <returns>A new root and its key (PKCS #8), both PEM.</returns>
    public static (string CertificatePem, string KeyPem) CreateRoot(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Local Development CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var root = request.CreateSelfSigned(now - Backdate, now + RootLife);
        return (root.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <param name="root">With its private key.</param>
    /// <param name="host">A host name or an IP address.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo in DER.</param>
    /// <returns>The leaf in PEM.</returns>
    public static string Sign(X509Certificate2 root, string host, byte[] publicKey, DateTimeOffset now)
    {
        var request = new CertificateRequest(
            new X500DistinguishedName([0x30, 0x00]), PublicKey.CreateFromSubjectPublicKeyInfo(publicKey, out _), HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        // With an empty subject the names are what counts, and must be critical (RFC 5280, 4.2.1.6).
        request.CertificateExtensions.Add(names.Build(critical: true));
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var serial = RandomNumberGenerator.GetBytes(16);
        // Positive, and of full length (RFC 5280, 4.1.2.2).
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        using var leaf = request.Create(root, now - Backdate, now + LeafLife, serial);
        return leaf.ExportCertificatePem() + "\n";
    }
}
