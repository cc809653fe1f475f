using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Customers;

/// <summary>Customers as documents: versions, who uses what, whose they are, their line in lists.</summary>
public abstract class CustomerChangeTests(ClusterFixture cluster) : CustomerScenarios(cluster)
{
    [Fact]
    public async Task A_change_of_an_old_version_is_a_conflict_and_the_same_operation_twice_is_one()
    {
        var first = await Add();
        var change = By(Operation("save"), first.Version);
        var second = Saved(await Grain.Save(Settings with { Name = "Other" }, change));
        await Cluster.Deactivate(Grain);
        Assert.Equal(second.Version, Saved(await Grain.Save(Settings with { Name = "Other" }, change)).Version);
        Assert.Equal(SaveOutcome.Conflict, (await Grain.Save(Settings, By(Operation("late"), first.Version))).Outcome);
        Assert.Equal("Other", (await Row()).Name);
        Assert.Equal(2, await Ask<long>("SELECT count(*) FROM portal_audit WHERE target = @target", new { target = "customer/" + Id }));
    }

    [Fact]
    public async Task A_deleted_customer_is_gone_with_its_rows_and_its_version_goes_on()
    {
        var made = await Add(Credit);
        Saved(await Grain.Delete(By(Operation("delete"))));
        await Cluster.Deactivate(Grain);
        Saved(await Grain.Delete(By(Operation("delete"))));
        Assert.Null(await Grain.Get());
        Assert.Null(await Directory.Find(Id, CustomerKind.Customer, Stop));
        Assert.Empty(await All(ItemKind.Payment));
        var tombstone = (await Grain.GetSnapshot(made.Version))!;
        Assert.Null(tombstone.Settings);
        Assert.True(tombstone.Version > made.Version);
        Assert.Equal(SaveOutcome.Exists, (await Grain.Create(Settings, [], By(Operation("again")))).Outcome);
    }

    [Fact]
    public async Task What_is_in_use_is_not_deleted_and_says_by_how_many()
    {
        await AddDomain();
        Saved(await Grain.Create(Settings with { Domain = Host, Reseller = BrandId }, [], By(Operation("add"))));
        var domain = Cluster.Grains.GetGrain<IDomainGrain>(Host);
        var brand = Cluster.Grains.GetGrain<IBrandGrain>(BrandId);
        var used = await domain.Delete(By(Operation("domain")));
        Refused(SaveOutcome.InUse, "host", used);
        Assert.Contains("1 customer", used.Errors[0].Reason, StringComparison.Ordinal);
        var settings = (await domain.Get())!.Settings;
        Saved(await domain.Save(settings with { TemplateCustomer = Id }, By(Operation("template"))));
        var template = await Grain.Delete(By(Operation("delete")));
        Refused(SaveOutcome.InUse, "id", template);
        Assert.Contains("1 domain", template.Errors[0].Reason, StringComparison.Ordinal);

        Saved(await domain.Save(settings, By(Operation("without"))));
        Saved(await Grain.Save(Settings with { Reseller = BrandId }, By(Operation("leave"))));
        Saved(await domain.Delete(By(Operation("domain2"))));
        Refused(SaveOutcome.InUse, "id", await brand.Delete(By(Operation("brand"))));
        Saved(await Grain.Delete(By(Operation("delete2"))));
        Saved(await brand.Delete(By(Operation("brand2"))));
    }

    [Fact]
    public async Task A_customer_belongs_to_its_domains_brand_also_after_that_changed()
    {
        await AddDomain();
        var made = Saved(await Grain.Create(Settings with { Domain = Host }, [], By(Operation("add"))));
        Assert.Equal(BrandId, made.Brand);
        var other = BrandId + "-other";
        Saved(
            await Cluster.Grains.GetGrain<IBrandGrain>(other).Create(
                new BrandSettings { Id = other, Name = "Other" }, By(Operation("other"))));
        var domain = Cluster.Grains.GetGrain<IDomainGrain>(Host);
        Saved(await domain.Save((await domain.Get())!.Settings with { Brand = other }, By(Operation("move"))));
        Assert.Equal(other, (await Grain.Get())!.Brand);
        Assert.Equal(other, (await Row()).Brand);
        Assert.Empty((await Directory.List(Query(Settings.Name, brands: [BrandId]), Stop)).Items);
        Assert.Single((await Directory.List(Query(Settings.Name, brands: [other]), Stop)).Items);
    }

    [Fact]
    public async Task A_reseller_has_no_say_over_others_and_its_own_are_its_brands()
    {
        await AddDomain();
        await Add(Credit);
        Change Reseller(string name) => By(Operation(name), onlyBrands: [BrandId]);
        Assert.Equal(SaveOutcome.NotFound, (await Grain.Save(Settings, Reseller("save"))).Outcome);
        Assert.Equal(SaveOutcome.NotFound, (await Grain.Delete(Reseller("delete"))).Outcome);
        Assert.Equal(SaveOutcome.NotFound, (await Grain.AddItem(Credit, Reseller("pay"))).Outcome);
        Assert.Equal(
            SaveOutcome.NotFound,
            (await Grain.DeleteItem(ItemKind.Payment, (await All(ItemKind.Payment))[0].Id, Reseller("nopay"))).Outcome);

        var own = At(CustomerIds.For(CustomerKind.Customer, Operation("own")));
        Assert.Equal(BrandId, Saved(await own.Create(Settings, [], Reseller("own"))).Settings.Reseller);
        Refused(SaveOutcome.Invalid, "reseller", await own.Save(Settings with { Reseller = "people-none" }, Reseller("away")));
        Refused(
            SaveOutcome.Invalid,
            "domain",
            await own.Save(
                Settings with { Domain = await AddDomain($"foreign{Number}.acme.example", $"foreign-{Number}") }, Reseller("foreign")));
        Saved(await own.Save(Settings with { Domain = Host }, Reseller("domain")));

        // Nor does it copy another's customer.
        var domain = Cluster.Grains.GetGrain<IDomainGrain>(Host);
        Refused(
            SaveOutcome.Invalid,
            "templateCustomer",
            await domain.Save((await domain.Get())!.Settings with { TemplateCustomer = Id }, Reseller("template")));
    }

    [Fact]
    public async Task Lists_go_by_name_in_pages_and_filter()
    {
        await AddDomain();
        string[] names = ["ähre", "Beta", "alpha", "Alpha", "zeta", "beta"];
        for (var i = 0; i < names.Length; i++)
        {
            Saved(await At(CustomerIds.For(CustomerKind.Customer, Operation($"list{i}"))).Create(
                Settings with
                {
                    Name = $"{names[i]} list{Number}",
                    Domain = i < 2 ? Host : null,
                    Tags = i == 2 ? ["vip", $"tag{Number}"] : [],
                    Status = i == 3 ? CustomerStatus.Penalty : CustomerStatus.Active,
                },
                [],
                By(Operation($"list{i}"))));
        }

        var seen = new List<CustomerRow>();
        string? cursor = null;
        do
        {
            var page = await Directory.List(Query($"LIST{Number}", cursor, 2), Stop);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(["alpha", "alpha", "beta", "beta", "zeta", "ähre"], seen.Select(row => row.Name.Split(' ')[0].ToLowerInvariant()));
        Assert.Equal(6, seen.Select(row => row.Id).Distinct().Count());
        Assert.Equal(6, await Directory.Count(Query($"list{Number}"), Stop));
        Assert.Equal(2, await Directory.CountByDomain(Host, Stop));
        Assert.Equal(2, (await Directory.List(Query().With("domain", Host), Stop)).Items.Count);
        Assert.Equal(["vip", $"tag{Number}"], Assert.Single((await Directory.List(Query().With("tag", $"tag{Number}"), Stop)).Items).Tags);
        Assert.Single((await Directory.List(Query($"list{Number}").With("status", "penalty"), Stop)).Items);
        Assert.Empty((await Directory.List(Query($"list{Number}") with { Kind = CustomerKind.Carrier }, Stop)).Items);
        Assert.Contains($"tag{Number}", await Directory.Tags(Stop));
    }

    [Fact]
    public async Task The_reconciler_repairs_lines_and_no_others()
    {
        await Add(Credit);
        var reconciler = Cluster.Grains.GetGrain<IReconcilerGrain>(0);
        await reconciler.Run();
        Assert.Equal(0, await reconciler.Run());
        Saved(await Grain.AddItem(Credit, By(Operation("pay"))));
        Assert.Equal(0, await reconciler.Run());
        await Tell("DELETE FROM portal_customers WHERE id = @Id", new { Id });
        Assert.Equal(1, await reconciler.Run());
        Assert.Equal(Settings.Name, (await Row()).Name);
    }
}

public sealed class CustomerChangesOnSqlite(SqliteCluster cluster) : CustomerChangeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class CustomerChangesOnPostgres(PostgresCluster cluster) : CustomerChangeTests(cluster), IClassFixture<PostgresCluster>;
