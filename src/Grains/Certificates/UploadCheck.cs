using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Saving;

namespace Portal.Certificates;

/// <summary>What was uploaded, checked and put into one form.</summary>
internal sealed record UploadedCertificate(string ChainPem, string KeyPem, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    // Its secrets stay out of logs.
    public override string ToString() => nameof(UploadedCertificate);
}

/// <summary>Checks an own certificate. Collects all that is wrong.</summary>
internal static class UploadCheck
{
    private const int Largest = 64 * 1024;
    private const int SmallestRsa = 2048;

    public static (UploadedCertificate? Uploaded, FieldError[] Errors) Check(string host, string certificate, string? privateKey, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        using var key = ReadKey(privateKey, errors);
        var chain = ReadChain(certificate, errors);
        try
        {
            if (key is null || chain.Count == 0)
            {
                if (chain.Count > 0)
                    CheckLeaf(host, chain[0], now, errors);
                return (null, [.. errors]);
            }

            var leaf = chain.FirstOrDefault(c => CertificateReading.Matches(c, key));
            if (leaf is null)
                errors.Add(new("privateKey", "The key does not belong to this certificate. Paste the key that the certificate was requested with."));
            CheckLeaf(host, leaf ?? chain[0], now, errors);
            if (errors.Count > 0)
                return (null, [.. errors]);
            var above = chain.Where(c => !ReferenceEquals(c, leaf) && c.Subject != c.Issuer);
            return (new UploadedCertificate(
                string.Concat(above.Prepend(leaf!).Select(c => c.ExportCertificatePem() + "\n")),
                key.ExportPkcs8PrivateKeyPem(),
                new DateTimeOffset(leaf!.NotBefore.ToUniversalTime()),
                new DateTimeOffset(leaf.NotAfter.ToUniversalTime())), []);
        }
        finally
        {
            foreach (var part in chain)
                part.Dispose();
        }
    }

    private static void CheckLeaf(string host, X509Certificate2 leaf, DateTimeOffset now, List<FieldError> errors)
    {
        if (new DateTimeOffset(leaf.NotAfter.ToUniversalTime()) <= now)
            errors.Add(new("certificate", $"The certificate ended on {Day(leaf.NotAfter)}. Upload one that is valid now."));
        else if (new DateTimeOffset(leaf.NotBefore.ToUniversalTime()) > now)
            errors.Add(new("certificate", $"The certificate is not valid before {Day(leaf.NotBefore)}. Upload one that is valid now."));
        if (!CertificateReading.Covers(leaf, host))
        {
            var names = CertificateReading.Names(leaf);
            errors.Add(new("certificate", names.Length == 0
                ? $"The certificate names no host. Upload one for {host}."
                : $"The certificate is for {string.Join(", ", names.Take(5))}{(names.Length > 5 ? ", …" : "")}. Upload one for {host}."));
        }

        using var rsa = leaf.GetRSAPublicKey();
        if (rsa is not null && rsa.KeySize < SmallestRsa)
            errors.Add(new("certificate", $"The certificate's key has {rsa.KeySize} bits, which browsers refuse. Use RSA with at least {SmallestRsa}, or P-256."));
    }

    private static List<X509Certificate2> ReadChain(string certificate, List<FieldError> errors)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            if (certificate.Length <= Largest)
                chain.ImportFromPem(certificate);
        }
        catch (CryptographicException)
        {
            foreach (var part in chain)
                part.Dispose();
            chain.Clear();
        }

        if (chain.Count == 0)
            errors.Add(new("certificate", "This does not read as a certificate. Paste it in PEM, with -----BEGIN CERTIFICATE-----, your certificate first and those above it after it."));
        return [.. chain];
    }

    private static AsymmetricAlgorithm? ReadKey(string? privateKey, List<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(privateKey))
        {
            errors.Add(new("privateKey", "The private key is missing. Paste it in PEM."));
            return null;
        }

        var key = privateKey.Length <= Largest ? KeyReading.Read(privateKey) : null;
        if (key is null)
        {
            errors.Add(new("privateKey", privateKey.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? "The key is protected by a password. Remove it first: openssl pkey -in key.pem -out plain.pem"
                : "This does not read as a private key. Paste an RSA or EC key in PEM, with -----BEGIN PRIVATE KEY-----."));
        }

        return key;
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
