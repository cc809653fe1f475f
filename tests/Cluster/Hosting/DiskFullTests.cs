using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Hosting.Ops;
using Portal.Hosting.Storage;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>A SQLite file that may not grow: to SQLite the same as a disk without space.</summary>
public sealed class DiskFullTests(DiskFullTests.SmallCluster cluster) : IClassFixture<DiskFullTests.SmallCluster>
{
    [Fact]
    public async Task A_full_disk_is_said_as_such_reads_go_on_and_so_does_saving_once_there_is_space()
    {
        var (health, state) = (cluster.Service<Health>(), cluster.Service<StoreState>());
        var kept = cluster.Grains.GetGrain<INotebookGrain>("kept");
        await kept.Add("line");
        Assert.Equal(("ready", "ok"), await Report());

        await Fill();
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var i = 0; i < 2000; i++)
                await cluster.Grains.GetGrain<INotebookGrain>("filler").Add(new string('x', 4000));
        });
        Assert.True(state.IsFull, failure.ToString());
        Assert.Equal(("ready", "full"), await Report());
        Assert.Equal("line@DeepBlue", await kept.Read());
        await cluster.Deactivate(kept);
        Assert.Equal("line@DeepBlue", await kept.Read());

        await using (var connection = await cluster.Database.Write.OpenConnectionAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("PRAGMA max_page_count=1073741823");
        await Eventually.Holds(() => Task.FromResult(!state.IsFull), "it saw that there is space");
        Assert.Equal(("ready", "ok"), await Report());
        await kept.Add("more");

        async Task<(string, string?)> Report()
        {
            var report = await health.Readiness(TestContext.Current.CancellationToken);
            return (report.Status, report.Storage);
        }
    }

    [Fact]
    public void Other_failures_are_not_taken_for_a_full_disk()
    {
        Assert.True(DiskFull.Is(new InvalidOperationException("outer", new Microsoft.Data.Sqlite.SqliteException("full", 13))));
        Assert.True(DiskFull.Is(new Npgsql.PostgresException("could not extend file", "ERROR", "ERROR", "53100")));
        Assert.True(DiskFull.Is(new IOException("No space left on device", 28)));
        Assert.False(DiskFull.Is(new Microsoft.Data.Sqlite.SqliteException("busy", 5)));
        Assert.False(DiskFull.Is(new Npgsql.PostgresException("away", "FATAL", "FATAL", "57P01")));
        Assert.False(DiskFull.Is(new IOException("gone")));
    }

    // The bound belongs to the connection, and the pool gives the same one again: there is one writer.
    private async Task Fill()
    {
        await using var connection = await cluster.Database.Write.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var pages = await connection.ExecuteScalarAsync<long>("PRAGMA page_count");
        await connection.ExecuteAsync($"PRAGMA max_page_count={pages + 8}");
    }

    public sealed class SmallCluster : SqliteCluster
    {
        protected override void Configure(IServiceCollection services) =>
            services.AddSingleton<Health>();
    }
}
