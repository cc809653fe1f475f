using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Cluster.Dns;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>Somebody sets the machine's clock while the process runs.</summary>
public sealed class ClockTests(ClockTests.SetCluster cluster) : IClassFixture<ClockTests.SetCluster>
{
    [Fact]
    public async Task Set_back_or_forward_new_grains_start_and_old_ones_go_on()
    {
        foreach (var (hours, name) in new[] { (-1.0, "an hour back"), (1.0, "forth again"), (200 * 24.0, "200 days on"), (-200 * 24.0, "and back"), (-24.0, "a day back") })
        {
            cluster.Clock.Push(TimeSpan.FromHours(hours));
            await cluster.Grains.GetGrain<INotebookGrain>("old").Add(name);
            await cluster.Grains.GetGrain<INotebookGrain>("new " + name).Add("line");
            Assert.StartsWith("line@", await cluster.Grains.GetGrain<INotebookGrain>("new " + name).Read(), StringComparison.Ordinal);
        }

        // What goes idle is still let go, and comes again.
        await cluster.Deactivate(cluster.Grains.GetGrain<INotebookGrain>("old"));
        Assert.Contains("a day back", await cluster.Grains.GetGrain<INotebookGrain>("old").Read(), StringComparison.Ordinal);
    }

    public sealed class SetCluster : SqliteCluster
    {
        internal PushedClock Clock { get; } = new();

        protected override void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);
    }
}

/// <summary>A member that was killed, and comes again after the clock was set back.</summary>
public sealed class YoungerLifeTests : IDisposable
{
    private readonly TempDirectory directory = new();

    [Fact]
    public async Task It_is_younger_than_its_former_life_whatever_the_clock_says()
    {
        var database = await PostgresCluster.NewDatabase();
        var port = Portal.Hosting.Clustering.FreePort.Find(System.Net.IPAddress.Loopback, 1)[0];
        var ahead = SiloAddress.AllocateNewGeneration() + 3600;
        await using (var connection = new Npgsql.NpgsqlConnection(database))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new Npgsql.NpgsqlCommand(
                $"""
                 INSERT INTO OrleansMembershipVersionTable (DeploymentId, Version) VALUES ('portal', 1);
                 INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
                 VALUES ('portal', '127.0.0.1', {port}, {ahead}, 'former', 'here', {(int)SiloStatus.Active}, 0, now() + interval '1 hour', now() + interval '1 hour')
                 """,
                connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var silo = await SiloUnderTest.Start(new Dictionary<string, string?>(SiloUnderTest.Settings(directory, database))
        {
            ["Portal:Cluster:SiloPort"] = $"{port}",
        });
        Assert.Equal(ahead + 1, silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Generation);
        await silo.Grains.GetGrain<INotebookGrain>("again").Add("line");
    }

    public void Dispose() => directory.Dispose();
}
