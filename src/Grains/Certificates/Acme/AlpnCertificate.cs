using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Portal.Certificates.Acme;

/// <summary>Makes the self-signed certificate that answers tls-alpn-01 (RFC 8737, section 3).</summary>
internal static class AlpnCertificate
{
    /// <summary>id-pe-acmeIdentifier (RFC 8737, 6.1).</summary>
    public const string AcmeIdentifier = "1.3.6.1.5.5.7.1.31";

    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <returns>Certificate and PKCS #8 key, both PEM.</returns>
    public static (string CertificatePem, string KeyPem) Create(string host, string keyAuthorization, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=challenge", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var digest = new AsnWriter(AsnEncodingRules.DER);
        digest.WriteOctetString(SHA256.HashData(Encoding.ASCII.GetBytes(keyAuthorization)));
        request.CertificateExtensions.Add(new X509Extension(AcmeIdentifier, digest.Encode(), critical: true));
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Life);
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
