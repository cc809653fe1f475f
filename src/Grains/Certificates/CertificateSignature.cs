using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Certificates;

/// <summary>Whether one certificate's key signed another (RFC 5280, 4.1.1). Pure.</summary>
internal static class CertificateSignature
{
    private static readonly Dictionary<string, (bool Rsa, HashAlgorithmName Hash)> Known = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.1.1.5"] = (true, HashAlgorithmName.SHA1),
        ["1.2.840.113549.1.1.11"] = (true, HashAlgorithmName.SHA256),
        ["1.2.840.113549.1.1.12"] = (true, HashAlgorithmName.SHA384),
        ["1.2.840.113549.1.1.13"] = (true, HashAlgorithmName.SHA512),
        ["1.2.840.10045.4.3.2"] = (false, HashAlgorithmName.SHA256),
        ["1.2.840.10045.4.3.3"] = (false, HashAlgorithmName.SHA384),
        ["1.2.840.10045.4.3.4"] = (false, HashAlgorithmName.SHA512),
    };

    /// <summary>A kind of signature that isn't known here is believed: the names have been compared.</summary>
    public static bool IsBy(X509Certificate2 issuer, X509Certificate2 certificate)
    {
        if (!Known.TryGetValue(certificate.SignatureAlgorithm.Value ?? "", out var kind))
            return true;
        try
        {
            var reader = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            var signed = reader.ReadEncodedValue();
            reader.ReadEncodedValue();
            var signature = reader.ReadBitString(out _);
            if (kind.Rsa)
            {
                using var rsa = issuer.GetRSAPublicKey();
                return rsa?.VerifyData(signed.Span, signature, kind.Hash, RSASignaturePadding.Pkcs1) ?? false;
            }

            using var curve = issuer.GetECDsaPublicKey();
            return curve?.VerifyData(signed.Span, signature, kind.Hash, DSASignatureFormat.Rfc3279DerSequence) ?? false;
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException)
        {
            return false;
        }
    }
}
