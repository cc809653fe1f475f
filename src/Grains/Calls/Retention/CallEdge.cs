using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// From which day of UTC on calls are kept, and from which they are in the database, for all who read them: those between lie in files (ADR
/// 0068). Both only move on, and what lies before them is dropped a while later: whoever reads by the edge of a moment ago finds all that
/// it promises.
/// </summary>
internal sealed class CallEdge(PortalDatabase database, TimeProvider clock)
{
    /// <summary>So long calls stay that nobody is to see any more; far longer than anybody remembers an edge.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private const string All = "SELECT id, first_day AS firstDay, raised_at AS raisedAt FROM portal_call_edge";
    /// <summary>Days of billing zones that touch a day that isn't proved yet begin and end so far from it.</summary>
    public const int Around = 2;

    private const int KeptId = 1;
    private const int HotId = 2;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private volatile Known? known;

    /// <summary>As they were a moment ago: who reads calls of both sides reads them by one answer.</summary>
    public async Task<CallBorders> Borders(CancellationToken cancellation)
    {
        if (known is { } lately && clock.GetElapsedTime(lately.Since) < Lease)
            return lately.Borders;
        var borders = await Now(cancellation);
        known = new(borders, clock.GetTimestamp());
        return borders;
    }

    /// <summary>When the first day begins of which calls are kept.</summary>
    public async Task<DateTimeOffset> At(CancellationToken cancellation) => (await Borders(cancellation)).KeptAt;

    public static DateTimeOffset StartOf(int day) => DateTimeOffset.FromUnixTimeMilliseconds(day * CallTimes.Day);

    /// <summary>As they are now.</summary>
    public async Task<CallBorders> Now(CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await Read(connection, null, cancellation);
    }

    /// <summary>As they are now, for who writes by them.</summary>
    public static async Task<CallBorders> Read(DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
    {
        var rows = (await connection.QueryAsync<Row>(
            new CommandDefinition(All, transaction: transaction, cancellationToken: cancellation))).ToDictionary(row => row.Id);
        var (kept, hot) = (rows.GetValueOrDefault(KeptId), rows.GetValueOrDefault(HotId));
        return new(kept?.FirstDay ?? 0, Math.Max(kept?.FirstDay ?? 0, hot?.FirstDay ?? 0))
        {
            RaisedAt = DateTimeOffset.FromUnixTimeMilliseconds(kept?.RaisedAt ?? 0),
            CooledAt = DateTimeOffset.FromUnixTimeMilliseconds(hot?.RaisedAt ?? 0),
        };
    }

    /// <summary>Calls before a day are kept no longer; it never goes back.</summary>
    public Task Raise(DbConnection connection, DbTransaction transaction, int day) => Raise(connection, transaction, KeptId, day);

    /// <summary>Calls before a day lie in files; it never goes back.</summary>
    public Task Cool(DbConnection connection, DbTransaction transaction, int day) => Raise(connection, transaction, HotId, day);

    /// <summary>The next who asks hears what is written.</summary>
    public void Forget() => known = null;

    private async Task Raise(DbConnection connection, DbTransaction transaction, int id, int day)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO portal_call_edge (id, first_day, raised_at) VALUES (@id, @day, @now)
            ON CONFLICT (id) DO UPDATE SET first_day = excluded.first_day, raised_at = excluded.raised_at
            WHERE excluded.first_day > portal_call_edge.first_day
            """,
            new { id, day, now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction));
        Forget();
    }

    // A reference: who reads while another writes has the one or the other.
    private sealed record Known(CallBorders Borders, long Since);

    private sealed class Row
    {
        public int Id { get; init; }
        public int FirstDay { get; init; }
        public long RaisedAt { get; init; }
    }
}

/// <param name="Kept">The first day, counted from 1970, of which calls are kept; 0: nothing was dropped yet.</param>
/// <param name="Hot">The first day of which they are in the database: the same, or a later one.</param>
internal readonly record struct CallBorders(int Kept, int Hot)
{
    /// <summary>When <see cref="Kept"/> was last moved.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>When <see cref="Hot"/> was last moved for files.</summary>
    public DateTimeOffset CooledAt { get; init; }

    public DateTimeOffset KeptAt => CallEdge.StartOf(Kept);

    public DateTimeOffset HotAt => CallEdge.StartOf(Hot);
}
