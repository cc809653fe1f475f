using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Tests.Unit.Certificates;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>A CA of a cluster, and certificates of its nodes, as PEM files.</summary>
internal sealed class ClusterCertificates(TempDirectory directory, string name)
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private X509Certificate2? authority;

    public string Authority
    {
        get
        {
            var file = directory[name + "-ca.pem"];
            File.WriteAllText(file, Ca().ExportCertificatePem());
            return file;
        }
    }

    /// <returns>The file with certificate and key.</returns>
    public string Node(string node, TimeSpan? until = null, params string[] uses)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + node, own, HashAlgorithmName.SHA256);
        OidCollection both = [];
        foreach (var use in uses.Length > 0 ? uses : [MadeCertificate.ForServers, MadeCertificate.ForClients])
            both.Add(new Oid(use));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(both, false));
        using var certificate = request.Create(
            Ca(), now.AddHours(-2), now + (until ?? TimeSpan.FromDays(29)), RandomNumberGenerator.GetBytes(8));
        var file = directory[$"{name}-{node}.pem"];
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + own.ExportPkcs8PrivateKeyPem());
        return file;
    }

    private X509Certificate2 Ca()
    {
        if (authority is not null)
            return authority;
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return authority = request.CreateSelfSigned(now.AddHours(-3), now.AddDays(30));
    }
}
