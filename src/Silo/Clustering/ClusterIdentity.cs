using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Hosting.Clustering;

/// <summary>What a node shows to the others, and whom it lets in: <c>Portal:Cluster:Tls</c>, read once.</summary>
internal sealed record ClusterIdentity(TlsSection Files, X509Certificate2 Certificate, X509Certificate2Collection Authority)
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    /// <exception cref="StartRefusedException">A file can't be used.</exception>
    public static ClusterIdentity Load(TlsSection files)
    {
        var authority = new X509Certificate2Collection();
        try
        {
            authority.ImportFromPemFile(files.Authority!);
        }
        catch (CryptographicException failure)
        {
            throw new StartRefusedException(
                $"Portal:Cluster:Tls:Authority is \"{files.Authority}\", which can't be used: {failure.Message}. Allowed: PEM with the "
                    + "CA's certificate.",
                failure);
        }

        if (authority.Count == 0)
            throw new StartRefusedException(
                $"Portal:Cluster:Tls:Authority is \"{files.Authority}\", which contains no certificate. "
                    + "Allowed: PEM with the CA's certificate.");
        try
        {
            var path = files.Certificate!;
            var certificate = X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12
                ? X509CertificateLoader.LoadPkcs12FromFile(path, null)
                : X509Certificate2.CreateFromPemFile(path);
            return certificate.HasPrivateKey
                ? new ClusterIdentity(files, certificate, authority)
                : throw new CryptographicException("it has no private key");
        }
        catch (CryptographicException failure)
        {
            throw new StartRefusedException(
                $"Portal:Cluster:Tls:Certificate is \"{files.Certificate}\", which can't be used: {failure.Message}. "
                    + "Allowed: PEM with certificate and key, or PFX without a password.",
                failure);
        }
    }

    /// <summary>Whether the others will let this node in, as far as it can be told from the files alone.</summary>
    /// <exception cref="StartRefusedException">They won't.</exception>
    public void Refuse(DateTimeOffset now)
    {
        if (now.UtcDateTime < Certificate.NotBefore.ToUniversalTime() || now.UtcDateTime > Certificate.NotAfter.ToUniversalTime())
            throw Refused(
                $"which is valid only from {Utc(Certificate.NotBefore)} to {Utc(Certificate.NotAfter)} "
                    + FormattableString.Invariant($"(it is now {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC). Replace it."));
        foreach (var (usage, word) in new[] { (ForServers, "server"), (ForClients, "client") })
        {
            if (Certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } uses
                && uses.EnhancedKeyUsages[usage] is null)
                throw Refused(
                    $"which is not for use as {word}. "
                        + "Nodes both make and accept connections: "
                        + "the certificate needs both extended key usages, server and client authentication.");
        }

        using var chain = new X509Chain { ChainPolicy = Policy(ForServers) };
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        if (!chain.Build(Certificate))
            throw Refused(
                $"which Portal:Cluster:Tls:Authority (\"{Files.Authority}\") did not issue "
                    + $"({chain.ChainStatus.FirstOrDefault().StatusInformation.Trim().TrimEnd('.')}). "
                    + "All nodes of a cluster need certificates from the same CA.");
    }

    /// <summary>Trusts the cluster's CA alone.</summary>
    public X509ChainPolicy PeerPolicy(bool peerIsServer) => Policy(peerIsServer ? ForServers : ForClients);

    public static string Utc(DateTime local) => FormattableString.Invariant($"{local.ToUniversalTime():yyyy-MM-dd HH:mm} UTC");

    private X509ChainPolicy Policy(string usage)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Authority);
        policy.ApplicationPolicy.Add(new Oid(usage));
        return policy;
    }

    private StartRefusedException Refused(string why) => new($"Portal:Cluster:Tls:Certificate is \"{Files.Certificate}\", {why}");
}
