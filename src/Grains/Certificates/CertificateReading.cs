using System.Security.Cryptography.X509Certificates;

namespace Portal.Certificates;

/// <summary>Reads what there is to know of a certificate.</summary>
internal static class CertificateReading
{
    /// <param name="renewAt">Null: as for any that is issued to us.</param>
    public static ServedCertificate Read(
        X509Certificate2 leaf, string chainPem, string sealedKey, CertificateSource source, DateTimeOffset? renewAt = null)
    {
        var (notBefore, notAfter) = (
            new DateTimeOffset(leaf.NotBefore.ToUniversalTime()), new DateTimeOffset(leaf.NotAfter.ToUniversalTime()));
        return new ServedCertificate
        {
            Source = source,
            ChainPem = chainPem,
            SealedKey = sealedKey,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Serial = leaf.SerialNumber,
            Issuer = leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
            Names = Names(leaf),
            RenewAt = renewAt ?? RenewalRule.RenewAt(notBefore, notAfter, Random.Shared.NextDouble()),
        };
    }

    /// <summary>The alternative names; a common name alone counts for nothing today.</summary>
    public static string[] Names(X509Certificate2 leaf) =>
        leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            ? [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(a => a.ToString())]
            : [];

    /// <summary>Whether the certificate is for this host: exactly, or by a wildcard for its first label.</summary>
    public static bool Covers(X509Certificate2 leaf, string host) =>
        leaf.MatchesHostname(host, allowWildcards: true, allowCommonName: false);

    /// <summary>Whether both have the same public key.</summary>
    public static bool Matches(X509Certificate2 leaf, System.Security.Cryptography.AsymmetricAlgorithm key) =>
        leaf.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
}
