using Dapper;
using Portal.Feed;

namespace Portal.Tests.Cluster.Hosting;

public sealed class SqliteStorageTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    [Fact]
    public async Task A_silo_answers_calls()
    {
        var page = await cluster.Grains.GetGrain<IFeedGrain>(0).Poll(Guid.Empty, 0, TestContext.Current.CancellationToken);
        Assert.True(page.Reset);
    }

    [Fact]
    public async Task Commits_are_synced_to_disk_in_a_write_ahead_log()
    {
        await using var connection = await cluster.Database.Write.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"));
        Assert.Equal(2, await connection.ExecuteScalarAsync<long>("PRAGMA synchronous"));
    }
}
