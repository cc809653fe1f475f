using System.Data.Common;
using Portal.Calls;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Tables that break off once they are told to, as a process that is killed does.</summary>
internal sealed class BreakingTables(ICallTables tables) : ICallTables
{
    /// <summary>What happens before zones are locked.</summary>
    public Func<Task>? BeforeLock { get; set; }

    /// <summary>What happens before days are dropped, and after.</summary>
    public Func<Task>? BeforeDrop { get; set; }

    public Func<Task>? AfterDrop { get; set; }

    public async Task LockZones(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        await Do(BeforeLock);
        await tables.LockZones(connection, transaction, cancellation);
    }

    public async Task<int> Drop(int before, CancellationToken cancellation)
    {
        await Do(BeforeDrop);
        var dropped = await tables.Drop(before, cancellation);
        await Do(AfterDrop);
        return dropped;
    }

    public Task Prepare(IEnumerable<int> days, CancellationToken cancellation) => tables.Prepare(days, cancellation);

    public Task<IReadOnlyList<KnownCall>> Claim(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation) =>
        tables.Claim(connection, transaction, rows, cancellation);

    public Task Insert(DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation) =>
        tables.Insert(connection, transaction, rows, cancellation);

    public Task Add(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallSumLines> sums, CancellationToken cancellation) =>
        tables.Add(connection, transaction, sums, cancellation);

    public Task Stage(DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation) =>
        tables.Stage(connection, transaction, rows, cancellation);

    public Task LockSums(DbConnection connection, DbTransaction transaction, CancellationToken cancellation) =>
        tables.LockSums(connection, transaction, cancellation);

    private static Task Do(Func<Task>? act) => act?.Invoke() ?? Task.CompletedTask;
}
