using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Certificates;

/// <summary>Makes keys of hosts and asks for their certificates.</summary>
internal static class KeyPair
{
    /// <returns>A new P-256 key, PKCS #8 in PEM.</returns>
    public static string CreatePem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <returns>A certificate request in DER. The name stands in the alternative names alone: a common name holds 64 characters
    /// at most.</returns>
    public static byte[] Request(string keyPem, string host)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(keyPem);
        var request = new CertificateRequest(new X500DistinguishedName([0x30, 0x00]), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSigningRequest();
    }
}
