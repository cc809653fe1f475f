using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Tests.Unit.Certificates;

/// <summary>Certificates as authorities and people make them.</summary>
internal sealed class MadeCertificate : IDisposable
{
    public const string ForServers = "1.3.6.1.5.5.7.3.1";
    public const string ForClients = "1.3.6.1.5.5.7.3.2";

    public static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly X509Certificate2 certificate;

    private MadeCertificate(X509Certificate2 certificate, string keyPem) => (this.certificate, KeyPem) = (certificate, keyPem);

    public string Pem => certificate.ExportCertificatePem();

    public string KeyPem { get; }

    public string Serial => certificate.SerialNumber;

    public X509Certificate2 Public => X509Certificate2.CreateFromPem(Pem);

    public static MadeCertificate Authority(string name, MadeCertificate? by = null, DateTimeOffset? to = null)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return Sign(request, key, by, null, to);
    }

    /// <param name="name">The host; null: none.</param>
    /// <param name="key">Default: P-256.</param>
    /// <param name="use">Of the key; null: not said.</param>
    public static MadeCertificate Leaf(
        string? name, MadeCertificate? by = null, AsymmetricAlgorithm? key = null, string? use = ForServers,
        DateTimeOffset? from = null, DateTimeOffset? to = null, HashAlgorithmName? hash = null, X509KeyUsageFlags? usage = null)
    {
        key ??= ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var digest = hash ?? HashAlgorithmName.SHA256;
        var request = key is RSA rsa
            ? new CertificateRequest("CN=x", rsa, digest, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=x", (ECDsa)key, digest);
        if (name is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
        }

        if (use is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        if (usage is { } flags)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(flags, critical: true));
        return Sign(request, key, by, from, to);
    }

    public void Dispose() => certificate.Dispose();

    private static MadeCertificate Sign(
        CertificateRequest request, AsymmetricAlgorithm key, MadeCertificate? by, DateTimeOffset? from, DateTimeOffset? to)
    {
        var (start, end) = (from ?? Now.AddDays(-1), to ?? Now.AddDays(89));
        if (by is null && request.HashAlgorithm == HashAlgorithmName.SHA1)
            return new(request.Create(request.SubjectName, new OldGenerator((RSA)key), start, end, [1]), key.ExportPkcs8PrivateKeyPem());
        if (by is null)
            return new(request.CreateSelfSigned(start, end), key.ExportPkcs8PrivateKeyPem());
        using var issuerKey = ECDsa.Create();
        issuerKey.ImportFromPem(by.KeyPem);
        var signed = request.Create(
            by.certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), start, end, RandomNumberGenerator.GetBytes(8));
        return new(signed, key.ExportPkcs8PrivateKeyPem());
    }

    // The framework signs with SHA-1 no more; authorities of old did.
    private sealed class OldGenerator(RSA key) : X509SignatureGenerator
    {
        // sha1WithRSAEncryption with NULL.
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05, 0x05, 0x00];

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
