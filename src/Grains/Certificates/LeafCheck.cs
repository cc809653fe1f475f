using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Saving;

namespace Portal.Certificates;

/// <summary>Whether a certificate can serve a host to today's browsers. Pure.</summary>
internal static class LeafCheck
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const int SmallestRsa = 2048;

    // What OpenSSL takes for RSA, and no visitor should have to wait for.
    private const int LargestRsa = 8192;

    // P-256 and P-384, which all browsers speak: Chrome and its kin dropped P-521, none has secp256k1 or Brainpool.
    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34"];

    // md5, sha1 with RSA, sha1 with DSA and ECDSA.
    private static readonly string[] BrokenHashes =
        ["1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10040.4.3", "1.2.840.10045.4.1"];

    public static void Check(string host, X509Certificate2 leaf, DateTimeOffset now, List<FieldError> errors)
    {
        Times(leaf, now, errors);
        Names(host, leaf, errors);
        Key(leaf, errors);
        Uses(leaf, errors);
        if (BrokenHashes.Contains(leaf.SignatureAlgorithm.Value, StringComparer.Ordinal))
            Add(
                errors,
                $"The certificate is signed with {leaf.SignatureAlgorithm.FriendlyName}, which browsers refuse. "
                + "Ask your authority for one signed with SHA-256 or better.");
    }

    private static void Times(X509Certificate2 leaf, DateTimeOffset now, List<FieldError> errors)
    {
        if (new DateTimeOffset(leaf.NotAfter.ToUniversalTime()) <= now)
            Add(errors, $"The certificate expired on {CertificateTimes.Day(leaf.NotAfter)}. Upload one that is valid now.");
        else if (new DateTimeOffset(leaf.NotBefore.ToUniversalTime()) > now)
            Add(errors, $"The certificate is not valid before {CertificateTimes.Day(leaf.NotBefore)}. Upload one that is valid now.");
    }

    private static void Names(string host, X509Certificate2 leaf, List<FieldError> errors)
    {
        if (CertificateReading.Covers(leaf, host))
            return;
        var names = CertificateReading.Names(leaf);
        Add(errors, names.Length == 0
            ? $"The certificate names no host. Upload one for {host}."
            : $"The certificate is for {string.Join(", ", names.Take(5))}{(names.Length > 5 ? ", …" : "")}. Upload one for {host}.");
    }

    private static void Key(X509Certificate2 leaf, List<FieldError> errors)
    {
        const string remedy = "Use RSA with at least 2048 bits, P-256 or P-384.";
        switch (leaf.PublicKey.Oid.Value)
        {
            case RsaEncryption:
                using (var rsa = leaf.GetRSAPublicKey())
                {
                    if (rsa is null || rsa.KeySize is < SmallestRsa or > LargestRsa)
                        Add(errors, $"The certificate's key has {rsa?.KeySize ?? 0} bits, which browsers refuse. {remedy}");
                }

                break;
            case EllipticCurve:
                var curve = Curve(leaf);
                if (!Curves.Contains(curve?.Value ?? "", StringComparer.Ordinal))
                    Add(
                        errors,
                        $"The certificate's key is on the curve {curve?.FriendlyName ?? "of its own"}, "
                            + $"which browsers don't support. {remedy}");
                break;
            default:
                var kind = leaf.PublicKey.Oid.FriendlyName ?? leaf.PublicKey.Oid.Value;
                Add(errors, $"The certificate's key is of the type {kind}, which browsers don't support. {remedy}");
                break;
        }
    }

    private static Oid? Curve(X509Certificate2 leaf)
    {
        try
        {
            using var key = leaf.GetECDsaPublicKey();
            return key?.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true } curve ? curve.Oid : null;
        }
        catch (CryptographicException)
        {
            // One that this machine doesn't know either.
            return null;
        }
    }

    private static void Uses(X509Certificate2 leaf, List<FieldError> errors)
    {
        // Apple's systems want it said; others take its absence for any use.
        if (leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is not { } uses
            || !uses.EnhancedKeyUsages.Cast<Oid>().Any(use => use.Value == ServerAuthentication))
            Add(
                errors,
                "The certificate is not marked for use by servers (extended key usage serverAuth). "
                + "Ask your authority for a TLS server certificate.");
        if (leaf.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage
            && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature))
            Add(
                errors,
                "The certificate's key may not sign (key usage digitalSignature is missing), which TLS needs. "
                + "Ask your authority for a TLS server certificate.");
    }

    private static void Add(List<FieldError> errors, string reason) => errors.Add(new("certificate", reason));
}
