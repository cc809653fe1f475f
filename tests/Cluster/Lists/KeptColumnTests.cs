using Portal.Certificates;
using Portal.Domains;
using Portal.Storage;
using Portal.Tests.Cluster.Customers;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Lists;

/// <summary>What lists are sorted and filtered by follows what it is made of.</summary>
public abstract class KeptColumnTests(ClusterFixture cluster) : CustomerScenarios(cluster)
{
    [Fact]
    public async Task A_domain_that_changes_its_brand_takes_its_customers_along_in_lists_too()
    {
        var host = await AddDomain();
        Saved(await Grain.Create(Settings with { Domain = host }, [], By(Operation("add"))));
        Assert.Equal([Id], await OfBrand(BrandId));

        await AddDomain($"other{Number}.acme.example", BrandId + "x");
        var domain = Cluster.Grains.GetGrain<IDomainGrain>(host);
        var view = (await domain.Get())!;
        Saved(await domain.Save(view.Settings with { Brand = BrandId + "x" }, By(Operation("move"))));
        await Eventually.Holds(async () => await OfBrand(BrandId + "x") is [var one] && one == Id, "the customer is the other brand's");
        Assert.Empty(await OfBrand(BrandId));
        Assert.Empty((await Directory.List(Query(brands: [BrandId]), Stop)).Items);
        Assert.Equal(Id, Assert.Single((await Directory.List(Query(brands: [BrandId + "x"]), Stop)).Items).Id);

        Saved(await Grain.Save((await Grain.Get())!.Settings with { Domain = null, Reseller = BrandId }, By(Operation("leave"))));
        Assert.Equal([Id], await OfBrand(BrandId));
    }

    [Fact]
    public async Task The_list_of_domains_knows_where_each_certificate_stands()
    {
        var host = await AddDomain();
        var domains = Cluster.Service<IDomainDirectory>();
        async Task<DomainRow?> Issued() =>
            (await domains.List(new ListQuery(host).With("certificate", "issued"), Stop)).Items.SingleOrDefault();
        await Eventually.Holds(async () => await Issued() is not null, "the certificate is listed");
        var row = (await Issued())!;
        Assert.Equal((host, CertificateState.Issued), (row.Host, row.CertificateState));
        Assert.NotNull(row.CertificateNotAfter);
        var end = row.CertificateNotAfter.Value.UtcDateTime.AddDays(1)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Single((await domains.List(new ListQuery(host).With("expiresBefore", end), Stop)).Items);
        Assert.Empty((await domains.List(new ListQuery(host).With("expiresFrom", end), Stop)).Items);
    }

    [Fact]
    public async Task What_an_older_release_or_a_crash_left_is_put_right_by_the_nightly_comparison()
    {
        var host = await AddDomain();
        Saved(await Grain.Create(Settings with { Domain = host }, [], By(Operation("add"))));
        await Tell("UPDATE portal_customers SET brand = '' WHERE id = @Id", new { Id });
        await Tell("UPDATE portal_domains SET certificate_state = 'failed' WHERE host = @host", new { host });
        Assert.Empty(await OfBrand(BrandId));

        await Cluster.Grains.GetGrain<IReconcilerGrain>(0).Run();
        Assert.Equal([Id], await OfBrand(BrandId));
        Assert.Empty((await Cluster.Service<IDomainDirectory>().List(new ListQuery(host).With("certificate", "failed"), Stop)).Items);
    }

    [Fact]
    public async Task A_tag_that_an_older_release_wrote_without_what_lists_are_sorted_by_finds_its_customer_after_the_nightly_comparison()
    {
        var tag = "old" + Number;
        Saved(await Grain.Create(Settings with { Tags = [tag] }, [], By(Operation("add"))));
        Assert.Equal([Id], await Tagged());
        Saved(await Grain.Save((await Grain.Get())!.Settings with { Name = "Another name" }, By(Operation("rename"))));
        Assert.Equal([Id], await Tagged());

        await Tell("UPDATE portal_customer_tags SET kind = '', sort_name = '' WHERE customer = @Id", new { Id });
        await Cluster.Grains.GetGrain<IReconcilerGrain>(0).Run();
        Assert.Equal([Id], await Tagged());

        async Task<string[]> Tagged() => [.. (await Directory.List(Query().With("tag", tag), Stop)).Items.Select(row => row.Id)];
    }

    private async Task<string[]> OfBrand(string brand) =>
        [.. (await Directory.List(Query().With("brand", brand), Stop)).Items.Select(row => row.Id)];
}

public sealed class KeptColumnsOnSqlite(SqliteCluster cluster) : KeptColumnTests(cluster), IClassFixture<SqliteCluster>;

public sealed class KeptColumnsOnPostgres(PostgresCluster cluster) : KeptColumnTests(cluster), IClassFixture<PostgresCluster>;
