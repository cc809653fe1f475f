using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Saving;

namespace Portal.Certificates;

/// <summary>What was uploaded, checked and put into one form.</summary>
/// <param name="Warnings">What is doubtful about it.</param>
internal sealed record UploadedCertificate(
    string ChainPem, string KeyPem, DateTimeOffset NotBefore, DateTimeOffset NotAfter, CertificateWarning[] Warnings)
{
    // Its secrets stay out of logs.
    public override string ToString() => nameof(UploadedCertificate);
}

/// <summary>Checks an own certificate. Collects all that is wrong.</summary>
internal static class UploadCheck
{
    private const int Largest = 64 * 1024;

    /// <param name="roots">That visitors are taken to know; null: those of this machine.</param>
    public static (UploadedCertificate? Uploaded, FieldError[] Errors) Check(
        string host, string certificate, string? privateKey, DateTimeOffset now, X509Certificate2Collection? roots = null)
    {
        var errors = new List<FieldError>();
        using var key = ReadKey(privateKey, errors);
        var chain = ReadChain(certificate, errors);
        try
        {
            if (key is null || chain.Count == 0)
            {
                if (chain.Count > 0)
                    LeafCheck.Check(host, chain[0], now, errors);
                return (null, [.. errors]);
            }

            var leaf = chain.Find(c => CertificateReading.Matches(c, key));
            if (leaf is null)
                errors.Add(
                    new(
                        "privateKey",
                        "The key does not belong to this certificate. Paste the key that the certificate was requested with."));
            LeafCheck.Check(host, leaf ?? chain[0], now, errors);
            if (errors.Count > 0)
                return (null, [.. errors]);
            var (ordered, warnings) = ChainCheck.Check(leaf!, chain, now, roots);
            return (new UploadedCertificate(
                string.Concat(ordered.Select(c => c.ExportCertificatePem() + "\n")),
                key.ExportPkcs8PrivateKeyPem(),
                new DateTimeOffset(leaf!.NotBefore.ToUniversalTime()),
                new DateTimeOffset(leaf.NotAfter.ToUniversalTime()),
                warnings), []);
        }
        finally
        {
            foreach (var part in chain)
                part.Dispose();
        }
    }

    private static List<X509Certificate2> ReadChain(string certificate, List<FieldError> errors)
    {
        if (certificate.Length > Largest)
        {
            errors.Add(new(
                "certificate",
                "This is more than a certificate and its chain need. Paste only your certificate and those above it in the chain."));
            return [];
        }

        var (text, wrong) = PemText.Read(certificate);
        if (wrong.Length > 0)
        {
            errors.Add(new("certificate", wrong));
            return [];
        }

        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            foreach (var part in chain)
                part.Dispose();
            chain.Clear();
        }

        if (chain.Count == 0)
            errors.Add(new(
                "certificate",
                "This is not a readable certificate. "
                    + "Paste it in PEM, with -----BEGIN CERTIFICATE-----, your certificate first, then those above it in the chain."));
        return [.. chain];
    }

    private static AsymmetricAlgorithm? ReadKey(string? privateKey, List<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(privateKey))
        {
            errors.Add(new("privateKey", "The private key is missing. Paste it in PEM."));
            return null;
        }

        var (text, wrong) = privateKey.Length <= Largest ? PemText.Read(privateKey) : ("", "");
        var key = wrong.Length == 0 ? KeyReading.Read(text) : null;
        if (key is null)
        {
            errors.Add(new("privateKey", wrong.Length > 0 ? wrong
                : privateKey.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? "The key is protected by a password. Remove the password first: openssl pkey -in key.pem -out plain.pem"
                : "This is not a readable private key. Paste an RSA or EC key in PEM, with " + PemText.KeyHead + "."));
        }

        return key;
    }
}
