using Portal.Brands;
using Portal.Files;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Domains;

public abstract class DomainChangeTests(ClusterFixture cluster) : DomainScenarios(cluster)
{
    [Fact]
    public async Task A_change_of_an_old_version_is_a_conflict_that_shows_the_present_one()
    {
        var first = await Add();
        var second = Saved(await Domain.Save(Settings with { Footer = "Theirs" }, By(Operation("theirs"), first.Version)));
        Assert.Equal(first.Version + 1, second.Version);

        var late = await Domain.Save(Settings with { Footer = "Mine" }, By(Operation("mine"), first.Version));
        Assert.Equal(SaveOutcome.Conflict, late.Outcome);
        Assert.Equal("Theirs", late.Value!.Settings.Footer);
        Assert.Equal("Theirs", (await Domain.Get())!.Settings.Footer);
        Assert.Equal(SaveOutcome.Conflict, (await Domain.Delete(By(Operation("delete"), first.Version))).Outcome);
    }

    [Fact]
    public async Task The_same_operation_twice_is_one_change_also_after_the_activation_ended()
    {
        var made = await Add();
        Assert.Equal(made.Version, Saved(await Domain.Create(Settings, By(Operation("add")))).Version);
        var change = By(Operation("save"), made.Version);
        var once = Saved(await Domain.Save(Settings with { Footer = "Once" }, change));
        await Cluster.Deactivate(Domain);
        Assert.Equal(once.Version, Saved(await Domain.Save(Settings with { Footer = "Once" }, change)).Version);
        Assert.Equal(2, await Audits("domain/" + Host));

        var delete = By(Operation("delete"));
        Saved(await Domain.Delete(delete));
        await Cluster.Deactivate(Domain);
        Assert.True((await Domain.Delete(delete)).IsSaved);
        Assert.Equal(3, await Audits("domain/" + Host));
    }

    [Fact]
    public async Task Of_many_changes_of_one_version_one_passes()
    {
        var made = await Add();
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Domain.Save(Settings with { Footer = $"{i}" }, By(Operation($"race{i}"), made.Version))));
        var winner = Assert.Single(results, result => result.IsSaved);
        Assert.All(results.Except([winner]), result => Assert.Equal(SaveOutcome.Conflict, result.Outcome));
        Assert.Equal(winner.Value!.Settings.Footer, (await Domain.Get())!.Settings.Footer);
    }

    [Fact]
    public async Task A_removed_name_is_no_free_claim_for_another_brand()
    {
        await Add();
        Saved(await Domain.Delete(By(Operation("delete"))));
        var taken = await Domain.Create(Settings with { Brand = "globex" }, By(Operation("claim"), onlyBrands: ["globex"]));
        Assert.Equal(SaveOutcome.Exists, taken.Outcome);
        Assert.Contains("was removed by another brand", Assert.Single(taken.Errors).Reason, StringComparison.Ordinal);
        Assert.Null(await Domain.Get());
        Saved(await Domain.Create(Settings, By(Operation("back"), onlyBrands: [BrandId])));
    }

    [Fact]
    public async Task What_exists_is_not_created_again_and_what_is_not_there_is_not_changed()
    {
        Assert.Equal(SaveOutcome.NotFound, (await Domain.Save(Settings, By(Operation("none")))).Outcome);
        Assert.Equal(SaveOutcome.NotFound, (await Domain.Delete(By(Operation("none")))).Outcome);
        Assert.Null(await Domain.Get());
        await Add();
        Assert.Equal(SaveOutcome.Exists, (await Domain.Create(Settings, By(Operation("again")))).Outcome);
    }

    [Fact]
    public async Task A_host_that_comes_back_goes_on_with_a_higher_version()
    {
        var made = await Add();
        Saved(await Domain.Delete(By(Operation("delete"))));
        await Cluster.Deactivate(Domain);
        Assert.Null(await Domain.Get());
        Assert.Null((await Domain.GetSnapshot(made.Version))!.Settings);
        var again = Saved(await Domain.Create(Settings, By(Operation("again"))));
        Assert.Equal(made.Version + 2, again.Version);
        Assert.Equal(again.Version, await Settled());
    }

    [Fact]
    public async Task A_removed_host_stays_with_its_brand_for_seven_days()
    {
        await Add();
        Saved(await Domain.Delete(By(Operation("delete"))));
        var other = Cluster.Grains.GetGrain<IBrandGrain>(BrandId + "-other");
        Assert.True((await other.Create(new BrandSettings { Id = BrandId + "-other", Name = "Other" }, By(Operation("other")))).IsSaved);
        var theirs = Settings with { Brand = BrandId + "-other" };

        var refused = await Domain.Create(theirs, By(Operation("claim"), onlyBrands: [BrandId + "-other"]));
        Assert.Equal(SaveOutcome.Exists, refused.Outcome);
        Assert.Contains("It can be added here from", Assert.Single(refused.Errors).Reason, StringComparison.Ordinal);
        Saved(await Domain.Create(Settings, By(Operation("own"), onlyBrands: [BrandId])));

        Saved(await Domain.Delete(By(Operation("delete2"))));
        Saved(await Domain.Create(theirs, By(Operation("staff"))));
    }

    [Fact]
    public async Task A_domain_without_a_brand_gets_one_named_as_it_is()
    {
        var change = By(Operation("make"));
        var made = Saved(await Domain.Create(Settings with { Brand = null, BrandName = $"Ämter & Co {BrandId}" }, change));
        Assert.Equal($"amter-co-{BrandId}", made.Settings.Brand);
        var brand = await Cluster.Grains.GetGrain<IBrandGrain>(made.Settings.Brand!).Get();
        Assert.Equal($"Ämter & Co {BrandId}", brand!.Settings.Name);
    }

    [Fact]
    public async Task A_brand_that_is_made_with_a_domain_has_the_logo_and_colours_that_were_typed_for_it()
    {
        Assert.True((await Cluster.Grains.GetGrain<IFileGrain>("made.png").Put(Picture(), By(Operation("picture")))).IsSaved);
        var look =
            new LookSettings { PrimaryColor = "#fde047", LogoDark = "made.png", Favicon = "made.png", SupportEmail = "help@acme.example" };
        var made = Saved(
            await Domain.Create(
                Settings with { Brand = null, BrandName = BrandId, Logo = "made.png", Look = look }, By(Operation("look"))));
        var brand = (await Cluster.Grains.GetGrain<IBrandGrain>(made.Settings.Brand!).Get())!.Settings;
        Assert.Equal(
            ("made.png", "#fde047", "made.png", "made.png"),
            (brand.Logo, brand.Look.PrimaryColor, brand.Look.LogoDark, brand.Look.Favicon));
        Assert.Null(brand.Look.SupportEmail);
    }

    [Fact]
    public async Task A_brand_in_use_is_not_deleted()
    {
        await Add();
        var used = await Brand.Delete(By(Operation("unbrand")));
        Assert.Equal(SaveOutcome.InUse, used.Outcome);
        Assert.Equal("1 domain uses this brand. Give it another brand first.", Assert.Single(used.Errors).Reason);
        Saved(await Domain.Delete(By(Operation("delete"))));
        Assert.True((await Brand.Delete(By(Operation("unbrand2")))).IsSaved);
        Assert.Null(await Brand.Get());
        var again = await Brand.Create(new BrandSettings { Id = BrandId, Name = "Back" }, By(Operation("back")));
        Assert.Equal(3, again.Value!.Version);
    }
}

public sealed class DomainChangesOnSqlite(SqliteCluster cluster) : DomainChangeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class DomainChangesOnPostgres(PostgresCluster cluster) : DomainChangeTests(cluster), IClassFixture<PostgresCluster>;
