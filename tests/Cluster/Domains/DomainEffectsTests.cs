using Portal.Audit;
using Portal.Domains;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Domains;

/// <summary>What follows from a change: rows, audit, certificate; and how it is made up for.</summary>
public abstract class DomainEffectsTests(ClusterFixture cluster) : DomainScenarios(cluster)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_in_the_list_and_in_the_audit()
    {
        var made = await Add();
        Assert.Equal(made.Version, await Settled());
        Saved(await Domain.Save(Settings with { Footer = "New" }, By(Operation("save"))));
        var rows = await Cluster.Service<IAuditReader>().List(new ListQuery(), "domain/" + Host, Stop);
        Assert.Equal(["domain.create", "domain.save"], rows.Items.Select(row => row.Action).Order());
        Assert.All(rows.Items, row => Assert.Equal(("Ada", "192.0.2.1"), (row.Actor.Name, row.Actor.From)));
        var listed = await Cluster.Service<IDomainDirectory>().List(new ListQuery { Text = Host }, Stop);
        Assert.Equal(Host, Assert.Single(listed.Items).Host);
    }

    [Fact]
    public async Task The_stores_own_version_is_the_documents()
    {
        await Add();
        for (var i = 0; i < 3; i++)
            Saved(await Domain.Save(Settings with { Footer = $"{i}" }, By(Operation($"save{i}"))));
        await Cluster.Deactivate(Domain);
        Saved(await Domain.Delete(By(Operation("delete"))));
        var again = Saved(await Domain.Create(Settings, By(Operation("again"))));
        Assert.Equal(
            again.Version,
            await Ask<long>(
                "SELECT Version FROM OrleansStorage WHERE GrainTypeString = 'domain' AND GrainIdExtensionString = @Host", new { Host }));
        Assert.Equal(
            (await Brand.Get())!.Version,
            await Ask<long>(
                "SELECT Version FROM OrleansStorage WHERE GrainTypeString = 'brand' AND GrainIdExtensionString = @BrandId",
                new { BrandId }));
    }

    [Fact]
    public async Task What_could_not_follow_is_done_later_by_itself()
    {
        await Add();
        var version = 0L;
        await Cluster.Without("portal_audit", async () =>
        {
            // The change stands: what follows from it is no concern of whoever made it.
            version = Saved(await Domain.Save(Settings with { Footer = "Later" }, By(Operation("save")))).Version;
            Assert.NotEqual(version, await Settled());
        });
        await Eventually.Holds(async () => await Settled() == version, "the change is settled");
        Assert.Equal(2, await Audits("domain/" + Host));
    }

    [Fact]
    public async Task An_activation_makes_up_for_what_a_crash_left_out()
    {
        var made = await Add();
        await Cluster.Deactivate(Domain);
        await Tell("UPDATE portal_domains SET settled = 0 WHERE host = @Host", new { Host });
        await Tell("DELETE FROM portal_audit WHERE target = @target", new { target = "domain/" + Host });
        await Domain.Get();
        Assert.Equal(made.Version, await Settled());
        Assert.Equal(1, await Audits("domain/" + Host));
    }

    [Fact]
    public async Task The_reconciler_repairs_rows_that_are_gone_or_behind_and_no_others()
    {
        var made = await Add();
        var reconciler = Cluster.Grains.GetGrain<IReconcilerGrain>(0);
        await reconciler.Run();
        Assert.Equal(0, await reconciler.Run());

        await Cluster.Deactivate(Domain);
        await Cluster.Deactivate(Brand);
        await Tell("DELETE FROM portal_domains WHERE host = @Host", new { Host });
        await Tell("UPDATE portal_brands SET version = 0, name = 'Old' WHERE id = @BrandId", new { BrandId });
        Assert.Equal(2, await reconciler.Run());
        Assert.Equal(made.Version, await Settled());
        Assert.Equal("Acme", await Ask<string>("SELECT name FROM portal_brands WHERE id = @BrandId", new { BrandId }));

        // Also while the grain is awake and knows nothing of it.
        await Tell("DELETE FROM portal_domains WHERE host = @Host", new { Host });
        Assert.Equal(1, await reconciler.Run());
        Assert.Equal(made.Version, await Settled());
        Assert.Equal(0, await reconciler.Run());
    }
}

public sealed class DomainEffectsOnSqlite(SqliteCluster cluster) : DomainEffectsTests(cluster), IClassFixture<SqliteCluster>;

public sealed class DomainEffectsOnPostgres(PostgresCluster cluster) : DomainEffectsTests(cluster), IClassFixture<PostgresCluster>;
