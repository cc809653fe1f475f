using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Certificates;
using Portal.Secrets;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class CertificateTableTests
{
    private const string Host = "portal.acme.example";
    private readonly Store store = new();
    private readonly SnapshotTable<CertificateMaterial> materials;
    private readonly CertificateTable table;

    public CertificateTableTests()
    {
        materials = new(store, 100, TimeProvider.System, NullLogger.Instance);
        table = new CertificateTable(materials, new Plain());
    }

    [Fact]
    public async Task What_handshakes_show_is_made_once_and_its_text_is_not_kept()
    {
        store.Material = Make(1);
        var identity = await table.Find(Host);
        Assert.NotNull(identity!.Options.ServerCertificateContext);
        Assert.Same(identity, await table.Find(Host));
        Assert.True(await table.Has(Host));
        var kept = materials.Peek(Host)!.Current!;
        Assert.Equal("", kept.ChainPem);
        Assert.Null(kept.SealedKey);
        Assert.Equal(1, kept.Version);
    }

    [Fact]
    public async Task A_newer_certificate_takes_its_place_and_so_does_none()
    {
        store.Material = Make(1);
        var first = await table.Find(Host);
        store.Material = Make(2);
        await materials.Revalidate(Host, 2);
        var second = await table.Find(Host);
        Assert.NotSame(first, second);
        Assert.Equal(2, second!.Material.Version);
        store.Material = new CertificateMaterial(Host, 3, null, null, null);
        await materials.Revalidate(Host, 3);
        Assert.Null(await table.Find(Host));
        Assert.False(await table.Has(Host));
    }

    private static CertificateMaterial Make(long version)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + Host, key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return new CertificateMaterial(Host, version, certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), null);
    }

    private sealed class Store : ISnapshotSource<CertificateMaterial>
    {
        public CertificateMaterial? Material { get; set; }

        public string Prefix => "certificate/";

        public Task<CertificateMaterial?> Load(string key, long newerThan, long promised) =>
            Task.FromResult(Material?.Version > newerThan ? Material : null);

        public long VersionOf(CertificateMaterial document) => document.Version;

        public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
            throw new TimeoutException();
    }

    private sealed class Plain : ISecrets
    {
        public string Seal(string purpose, string plain) => plain;

        public string Open(string purpose, string sealedText) => sealedText;
    }
}
