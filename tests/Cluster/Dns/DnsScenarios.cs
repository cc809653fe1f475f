using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Dns;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Dns;

/// <summary>What scenarios of the watch share: each has a host of its own.</summary>
public abstract class DnsScenarios(ClusterFixture cluster)
{
    private static int count;

    private protected string Host { get; } = $"portal{Interlocked.Increment(ref count)}.acme.example";

    private protected abstract DnsParts Parts { get; }

    private protected ClusterFixture Cluster => cluster;

    private protected IDnsGrain Grain => cluster.Grains.GetGrain<IDnsGrain>(Host);

    private protected int Told()
    {
        lock (Parts.Told)
            return Parts.Told.Count(h => h == Host);
    }

    private protected async Task<TimeSpan> Wait()
    {
        var view = await Grain.Get();
        return view.NextCheck!.Value - view.CheckedAt!.Value;
    }

    /// <summary>Waits until that many queries were made and the last was kept.</summary>
    private protected async Task Queries(int queries)
    {
        await Eventually.Holds(() => Task.FromResult(Parts.Check.Queries(Host) >= queries), $"there were {queries} queries");
        await Eventually.Holds(async () => (await Grain.Get()).NextCheck > Parts.Clock.GetUtcNow(), "the answer is kept");
        Assert.Equal(queries, Parts.Check.Queries(Host));
    }

    private protected async Task<dynamic?> Row()
    {
        await using var connection = await cluster.Database.Read.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync("SELECT * FROM portal_dns WHERE host = @host", new { host = Host });
    }
}

public sealed class DnsOnSqlite : SqliteCluster
{
    internal DnsParts Parts { get; } = new();

    protected override void Configure(IDictionary<string, string?> settings) => Parts.Configure(settings);

    protected override void Configure(IServiceCollection services) => Parts.Configure(services);
}

public sealed class DnsOnPostgres : PostgresCluster
{
    internal DnsParts Parts { get; } = new();

    protected override void Configure(IDictionary<string, string?> settings)
    {
        base.Configure(settings);
        Parts.Configure(settings);
    }

    protected override void Configure(IServiceCollection services) => Parts.Configure(services);
}
