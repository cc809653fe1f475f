using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Hosting.Storage;

namespace Portal.Tests.Cluster.Hosting;

public sealed class GatedSqliteSourceTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly GatedSqliteSource source;

    public GatedSqliteSourceTests() => source = new GatedSqliteSource($"Data Source={directory["gate.db"]}");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transaction_that_a_failure_left_open_is_rolled_back()
    {
        await Execute("CREATE TABLE t (x integer)");
        await Assert.ThrowsAsync<SqliteException>(
            () => Execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (1); SELECT * FROM nowhere; COMMIT"));
        await Execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (2); COMMIT");
        await using var connection = await source.OpenConnectionAsync(Stop);
        Assert.Equal([2], await connection.QueryAsync<long>("SELECT x FROM t"));
    }

    [Fact]
    public async Task A_second_writer_waits_until_the_first_is_done()
    {
        var first = await source.OpenConnectionAsync(Stop);
        var second = source.OpenConnectionAsync(Stop).AsTask();
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();
        await (await second).DisposeAsync();
    }

    [Fact]
    public async Task A_waiter_that_gave_up_leaves_the_gate_usable()
    {
        using var given = new CancellationTokenSource();
        var first = await source.OpenConnectionAsync(Stop);
        var second = source.OpenConnectionAsync(given.Token).AsTask();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await first.DisposeAsync();
        await first.DisposeAsync();
        await using var third = await source.OpenConnectionAsync(Stop);
        var fourth = source.OpenConnectionAsync(Stop).AsTask();
        Assert.False(fourth.IsCompleted);
        await third.DisposeAsync();
        await (await fourth).DisposeAsync();
    }

    public void Dispose()
    {
        source.Dispose();
        SqliteConnection.ClearAllPools();
        directory.Dispose();
    }

    private async Task Execute(string sql)
    {
        await using var connection = await source.OpenConnectionAsync(Stop);
        await connection.ExecuteAsync(sql);
    }
}
