using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Customers;

/// <summary>A customer is found by what somebody on the phone says.</summary>
public abstract class CustomerSearchTests(ClusterFixture cluster) : CustomerScenarios(cluster)
{
    [Fact]
    public async Task A_customer_is_found_by_its_id_and_tags_with_and_without_accents()
    {
        Saved(
            await Grain.Create(
                Settings with { Name = $"Łódź Çağrı {Number} GmbH", Tags = [$"Großhandel{Number}"] }, [], By(Operation("add"))));
        foreach (var text in (string[])[Id, $"lodz cagri {Number}", $"ŁÓDŹ ÇAĞRI {Number}", $"großhandel{Number}", $"GROSSHANDEL{Number}"])
            Assert.Equal(Id, Assert.Single((await Directory.List(Query(text), Stop)).Items).Id);
        Assert.Equal(1, await Directory.Count(Query($"grosshandel{Number}"), Stop));
        Assert.Empty((await Directory.List(Query($"lodz_cagri {Number}"), Stop)).Items);
    }

    [Fact]
    public async Task A_customer_is_found_by_its_contacts_email_name_and_phone_however_it_is_written()
    {
        await Contact(await AddDomain(), $"+49 (0)30 {Number:0000}-5678");
        foreach (var text in (string[])[$"renée.{Number}@", $"renee.{Number}@ACME.example", $"noël {Number}", $"030 {Number:0000} 5678", $"004930{Number:0000}5678", $"+49 30/{Number:0000}56"])
            Assert.True((await Directory.List(Query(text), Stop)).Items is [{ } found] && found.Id == Id, text);
        Assert.Empty((await Directory.List(Query($"+44 30 {Number:0000} 5678"), Stop)).Items);
    }

    [Fact]
    public async Task A_reseller_cannot_try_out_the_phone_of_somebody_who_is_a_contact_elsewhere_too()
    {
        var phone = $"+1 555 {Number:0000} 9999";
        var host = await AddDomain();
        await Contact(host, phone);
        Assert.Single((await Directory.List(Query(phone, brands: [BrandId]), Stop)).Items);

        var other = CustomerIds.For(CustomerKind.Customer, Operation("other"));
        Saved(await At(other).Create(Settings with { Id = other, Domain = host }, [], By(Operation("other"))));
        await Contact(host, null, other);
        Assert.Empty((await Directory.List(Query(phone, brands: [BrandId]), Stop)).Items);
        Assert.NotEmpty((await Directory.List(Query(phone), Stop)).Items);
        Assert.NotEmpty((await Directory.List(Query($"renee.{Number}@acme", brands: [BrandId]), Stop)).Items);
    }

    [Fact]
    public async Task Domains_brands_and_contacts_are_found_without_their_accents_too()
    {
        var brand = $"suchen-{Number}";
        Saved(
            await Cluster.Grains.GetGrain<IBrandGrain>(brand).Create(
                new BrandSettings { Id = brand, Name = $"ÉCLAIR {Number}" }, By(Operation("brand"))));
        var host = $"xn--bcher-kva.suchen{Number}.example";
        Saved(
            await Cluster.Grains.GetGrain<IDomainGrain>(host).Create(
                new DomainSettings { Host = host, Brand = brand, Currencies = ["USD"] }, By(Operation("domain"))));
        Assert.Equal(
            brand,
            Assert.Single((await Cluster.Service<IBrandDirectory>().List(new ListQuery($"eclair {Number}"), Stop)).Items).Id);
        foreach (var text in (string[])[$"bucher.suchen{Number}", $"BÜCHER.suchen{Number}", $"éclair {Number}", brand])
            Assert.Equal(host, Assert.Single((await Cluster.Service<IDomainDirectory>().List(new ListQuery(text), Stop)).Items).Host);

        await Contact(host, null);
        Assert.Single((await Cluster.Service<IContactDirectory>().List(Id, new ListQuery("NOEL"), Stop)).Items);
    }

    private async Task Contact(string host, string? phone, string? customer = null)
    {
        if (customer is null)
            Saved(await Grain.Create(Settings with { Domain = host }, [], By(Operation("add"))));
        Saved(await Cluster.Service<IContactDesk>().Add(
            customer ?? Id,
            new ContactSettings { Name = $"Noël {Number}", Email = $"renee.{Number}@acme.example", Phone = phone },
            null,
            By(Operation("contact" + customer)),
            Stop));
    }
}

public sealed class CustomerSearchOnSqlite(SqliteCluster cluster) : CustomerSearchTests(cluster), IClassFixture<SqliteCluster>;

public sealed class CustomerSearchOnPostgres(PostgresCluster cluster) : CustomerSearchTests(cluster), IClassFixture<PostgresCluster>;
