using System.Data.Common;

namespace Portal.Calls;

/// <summary>What of writing calls the two databases do differently.</summary>
internal interface ICallTables
{
    /// <summary>Makes room for calls of these days of UTC, counted from 1970, where a day has a table of its own.</summary>
    Task Prepare(IEnumerable<int> days, CancellationToken cancellation);

    /// <summary>
    /// Takes the keys of these calls for this transaction, and answers those whose key another has. Whoever writes the same key at the
    /// same time is waited for.
    /// </summary>
    Task<IReadOnlyList<KnownCall>> Claim(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation);

    /// <summary>Writes calls whose keys were taken.</summary>
    Task Insert(DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation);

    /// <summary>Adds to the lines of sums, one table after the other and each in its order.</summary>
    Task Add(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallSumLines> sums, CancellationToken cancellation);

    /// <summary>Puts calls into <see cref="CallColumns.StagedTable"/>, which lasts as long as the transaction.</summary>
    Task Stage(DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation);

    /// <summary>Waits until nobody writes calls by the zones of before, and keeps others from beginning to.</summary>
    Task LockZones(DbConnection connection, DbTransaction transaction, CancellationToken cancellation);

    /// <summary>Keeps sums from being changed by others while they are compared.</summary>
    Task LockSums(DbConnection connection, DbTransaction transaction, CancellationToken cancellation);

    /// <summary>Drops the calls of all days before one; repeated after a crash it goes on.</summary>
    /// <param name="before">Counted from 1970.</param>
    /// <returns>How many days that were.</returns>
    Task<int> Drop(int before, CancellationToken cancellation);
}

/// <summary>A call that was known already.</summary>
internal sealed record KnownCall
{
    /// <summary>Its row's.</summary>
    public long Line { get; init; }

    /// <summary>What it says now (<see cref="CallKey.ContentOf"/>).</summary>
    public long Sent { get; init; }

    /// <summary>What it said then.</summary>
    public long Stored { get; init; }
}
