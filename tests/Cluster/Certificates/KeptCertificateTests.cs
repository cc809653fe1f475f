using Dapper;
using Portal.Brands;
using Portal.Certificates;
using Portal.Domains;
using Portal.Saving;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.Unit.Certificates;

namespace Portal.Tests.Cluster.Certificates;

/// <summary>What becomes of an uploaded certificate when its domain is disabled, deleted, or another's. Nobody else issues here.</summary>
public sealed class KeptCertificateTests(DnsOnSqlite cluster) : IClassFixture<DnsOnSqlite>
{
    private static int count;

    private readonly string host = $"kept{Interlocked.Increment(ref count)}.acme.example";

    private IDomainGrain Domain => cluster.Grains.GetGrain<IDomainGrain>(host);

    private ICertificateGrain Certificate => cluster.Grains.GetGrain<ICertificateGrain>(host);

    private DomainSettings Settings => new() { Host = host, Brand = "acme", Currencies = ["USD"] };

    private static Change Change => Change.By(Actor.System);

    [Fact]
    public async Task A_disabled_domain_keeps_it_unseen_and_has_it_again_when_it_is_enabled()
    {
        var serial = await Add();
        for (var time = 0; time < 6; time++)
        {
            Saved(await Domain.Save(Settings with { Status = DomainStatus.Disabled }, Change));
            await Until(view => view is { State: CertificateState.Issued, Served: false } && view.Serial == serial, "it is kept");
            Assert.Null((await Certificate.GetMaterial(0))!.SealedKey);
            await Eventually.Holds(async () => await Row() == "issued", "the row says so");

            Saved(await Domain.Save(Settings, Change));
            await Until(view => view.Served && view.Serial == serial, "it is served again");
            Assert.NotNull((await Certificate.GetMaterial(0))!.SealedKey);
        }

        Assert.DoesNotContain((await Certificate.Get()).History, line => line.Text.StartsWith("Order", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disabled_domain_takes_a_certificate_and_is_not_renewed()
    {
        await Add();
        Saved(await Domain.Save(Settings with { Status = DomainStatus.Disabled }, Change));
        await Until(view => !view.Served, "it is kept");
        var serial = await Upload();
        Assert.False((await Certificate.Renew(Change)).Served);
        var kept = await Certificate.Get();
        Assert.Equal((CertificateState.Issued, serial), (kept.State, kept.Serial));
        Saved(await Domain.Save(Settings, Change));
        await Until(view => view.Served && view.Serial == serial, "it is served");
    }

    [Fact]
    public async Task Deleted_and_added_again_by_the_same_brand_it_is_served_again_and_another_brand_never_gets_it()
    {
        var serial = await Add();
        Saved(await Domain.Delete(Change));
        await Until(view => !view.Served, "it is kept");
        Assert.Null((await Certificate.GetMaterial(0))!.SealedKey);
        Saved(await Domain.Create(Settings, Change));
        await Until(view => view.Served && view.Serial == serial, "it is served again");

        Saved(await Domain.Delete(Change));
        await Until(view => !view.Served, "it is kept again");
        var globex = cluster.Grains.GetGrain<IBrandGrain>("globex");
        await globex.Create(new BrandSettings { Id = "globex", Name = "Globex" }, Change);
        Saved(await Domain.Create(Settings with { Brand = "globex" }, Change));
        await Until(view => view.Serial is null, "it is gone");
        var theirs = await Certificate.Get();
        Assert.DoesNotContain(theirs.History, line => line.Text.Contains("uploaded", StringComparison.Ordinal));
        Assert.DoesNotContain("sealedKey", await Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thirty_days_after_its_domain_was_deleted_the_key_is_destroyed_by_the_schedule()
    {
        await Add();
        Saved(await Domain.Delete(Change));
        await Until(view => !view.Served, "it is kept");
        Assert.Contains("sealedKey", await Stored(), StringComparison.Ordinal);
        cluster.Parts.Clock.Push(TimeSpan.FromDays(31));
        await cluster.Deactivate(Certificate);
        await Certificate.Wake();
        Assert.DoesNotContain("sealedKey", await Stored(), StringComparison.Ordinal);
        await Eventually.Holds(async () => await Row() is null, "the row is gone");
        Saved(await Domain.Create(Settings, Change));
        Assert.Null((await Certificate.Get()).Serial);
    }

    private async Task<string> Add()
    {
        await cluster.Grains.GetGrain<IBrandGrain>("acme").Create(new BrandSettings { Id = "acme", Name = "Acme" }, Change);
        Saved(await Domain.Create(Settings, Change));
        await Eventually.Holds(
            async () => (await Certificate.Get()).State == CertificateState.WaitingForDns,
            "the certificate knows of its domain");
        return await Upload();
    }

    private async Task<string> Upload()
    {
        var now = cluster.Parts.Clock.GetUtcNow();
        using var own = MadeCertificate.Leaf(host, from: now.AddDays(-1), to: now.AddDays(80));
        var result = await Certificate.Upload(own.Pem, SecretInput.Set(own.KeyPem), Change);
        Assert.True(result.IsSaved, string.Join(' ', result.Errors.Select(e => e.Reason)));
        Assert.Equal(CertificateDoubt.SelfSigned, Assert.Single(result.Value!.Warnings).Code);
        Assert.Contains(result.Value.History, line => line.Text.Contains("self-signed", StringComparison.Ordinal));
        return own.Serial;
    }

    private Task Until(Func<CertificateView, bool> holds, string what) =>
        Eventually.Holds(async () => holds(await Certificate.Get()), what);

    private static void Saved(SaveResult<DomainView> result) =>
        Assert.True(result.IsSaved, $"{result.Outcome} {string.Join(' ', result.Errors.Select(e => e.Reason))}");

    private async Task<string?> Row()
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<string>("SELECT state FROM portal_certificates WHERE host = @host", new { host });
    }

    private async Task<string> Stored()
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        return (await connection.QuerySingleAsync<string>(
            "SELECT CAST(PayloadBinary AS TEXT) FROM OrleansStorage "
                + "WHERE GrainTypeString = 'certificate' AND GrainIdExtensionString = @host",
            new { host }))!;
    }
}
