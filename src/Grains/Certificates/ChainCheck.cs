using System.Security.Cryptography.X509Certificates;

namespace Portal.Certificates;

/// <summary>Puts an uploaded chain in its order and says what visitors will miss in it.</summary>
internal static class ChainCheck
{
    private const int Longest = 10;

    /// <param name="roots">That visitors are taken to know; null: those of this machine.</param>
    /// <returns>What to serve, leaf first and without roots; and what is doubtful about it.</returns>
    public static (IReadOnlyList<X509Certificate2> Ordered, CertificateWarning[] Warnings) Check(
        X509Certificate2 leaf, IReadOnlyCollection<X509Certificate2> uploaded, DateTimeOffset now, X509Certificate2Collection? roots)
    {
        if (IsSelfSigned(leaf))
        {
            return ([leaf], [new(
                CertificateDoubt.SelfSigned,
                "The certificate is self-signed: browsers warn every visitor who has not explicitly trusted it. "
                + "Get one from a certificate authority, unless this is for testing.")]);
        }

        var ordered = new List<X509Certificate2> { leaf };
        X509Certificate2? top = null;
        while (ordered.Count < Longest && top is null
            && uploaded.FirstOrDefault(c => !ordered.Contains(c) && Issued(c, ordered[^1])) is { } issuer)
        {
            if (IsSelfSigned(issuer))
                top = issuer;
            else
                ordered.Add(issuer);
        }

        CertificateWarning[] warnings = ordered.Skip(1).FirstOrDefault(c => c.NotAfter.ToUniversalTime() <= now.UtcDateTime) is { } old
            ? [Incomplete($"{Name(old)} in its chain expired on {CertificateTimes.Day(old.NotAfter)}.")]
            : top is null && !Known(ordered, now, roots)
            ? [Incomplete($"The chain ends at {Name(ordered[^1])}; the certificate of its issuer, {IssuerName(ordered[^1])}, is missing.")]
            : [];
        // Others may belong to a second way up.
        ordered.AddRange(uploaded.Where(c => !ordered.Contains(c) && !IsSelfSigned(c)));
        return (ordered, warnings);
    }

    private static CertificateWarning Incomplete(string what) => new(
        CertificateDoubt.ChainIncomplete,
        what + " Some browsers and most programs will not trust it. Paste your authority's intermediate certificates after your own.");

    private static bool IsSelfSigned(X509Certificate2 certificate) => Issued(certificate, certificate);

    // By its signature: names alone prove nothing, and authorities have several certificates of one name.
    private static bool Issued(X509Certificate2 issuer, X509Certificate2 certificate) =>
        issuer.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) && CertificateSignature.IsBy(issuer, certificate);

    /// <summary>
    /// Whether a root that visitors know signed the top. On a machine without roots, one certificate between is taken to be enough.
    /// </summary>
    private static bool Known(List<X509Certificate2> ordered, DateTimeOffset now, X509Certificate2Collection? roots)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        // What this machine would fetch, many visitors don't.
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = now.UtcDateTime;
        policy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        policy.ExtraStore.AddRange(ordered.Skip(1).ToArray());
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }
        else if (!MachineHasRoots())
        {
            return ordered.Count > 1;
        }

        chain.Build(ordered[0]);
        const X509ChainStatusFlags withoutRoot = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;
        return chain.ChainStatus.All(s => (s.Status & withoutRoot) == X509ChainStatusFlags.NoError);
    }

    private static bool MachineHasRoots()
    {
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadOnly);
        return store.Certificates.Count > 0;
    }

    private static string IssuerName(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true);

    private static string Name(X509Certificate2 certificate) =>
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } name ? name : "the certificate";
}
