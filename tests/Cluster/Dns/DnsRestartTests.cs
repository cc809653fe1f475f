using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Dns;

/// <summary>
/// In a cluster of its own: a silo that starts while the clock is hours ahead takes itself for an old, dead one (its
/// generation is real time).
/// </summary>
public abstract class DnsRestartTests(ClusterFixture cluster) : DnsScenarios(cluster)
{
    [Fact]
    public async Task A_restart_keeps_the_schedule_and_looks_on()
    {
        await Grain.Watch(true);
        await Queries(1);
        Parts.Clock.Push(TimeSpan.FromSeconds(6));
        await Queries(2);
        var before = await Grain.Get();

        await Cluster.Restart();
        Assert.Equal(before.NextCheck, (await Grain.Get()).NextCheck);
        await Cluster.Restart();
        // Nobody calls the grain: the shard's scan finds what is due.
        Parts.Clock.Push(TimeSpan.FromSeconds(15));
        await Queries(3);
    }
}

public sealed class DnsRestartSqliteTests(DnsOnSqlite cluster) : DnsRestartTests(cluster), IClassFixture<DnsOnSqlite>
{
    private protected override DnsParts Parts => cluster.Parts;
}

public sealed class DnsRestartPostgresTests(DnsOnPostgres cluster) : DnsRestartTests(cluster), IClassFixture<DnsOnPostgres>
{
    private protected override DnsParts Parts => cluster.Parts;
}
