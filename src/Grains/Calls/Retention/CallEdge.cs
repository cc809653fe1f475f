using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// From which day of UTC on calls are in the database, for all who read them. It only moves on, and what lies before it is dropped a
/// while later: whoever reads by the edge of a moment ago finds all that it promises.
/// </summary>
internal sealed class CallEdge(PortalDatabase database, TimeProvider clock)
{
    /// <summary>So long calls stay that nobody is to see any more; far longer than anybody remembers an edge.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private const string Kept = "SELECT first_day AS firstDay, raised_at AS raisedAt FROM portal_call_edge WHERE id = 1";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private (int Day, long Since)? known;

    /// <summary>The first day, counted from 1970; 0: nothing was dropped yet.</summary>
    public async Task<int> FirstDay(CancellationToken cancellation)
    {
        if (known is { } lately && clock.GetElapsedTime(lately.Since) < Lease)
            return lately.Day;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var day = (await Read(connection, null, cancellation)).Day;
        Know(day);
        return day;
    }

    /// <summary>When it begins.</summary>
    public async Task<DateTimeOffset> At(CancellationToken cancellation) => StartOf(await FirstDay(cancellation));

    public static DateTimeOffset StartOf(int day) => DateTimeOffset.FromUnixTimeMilliseconds(day * CallTimes.Day);

    /// <summary>As it is now, for who writes by it.</summary>
    public static async Task<(int Day, DateTimeOffset RaisedAt)> Read(
        DbConnection connection, DbTransaction? transaction, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(Kept, transaction: transaction, cancellationToken: cancellation)) is { } row
            ? (row.FirstDay, DateTimeOffset.FromUnixTimeMilliseconds(row.RaisedAt))
            : default;

    /// <summary>Moves it on; never back.</summary>
    public async Task Raise(DbConnection connection, DbTransaction transaction, int day)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO portal_call_edge (id, first_day, raised_at) VALUES (1, @day, @now)
            ON CONFLICT (id) DO UPDATE SET first_day = excluded.first_day, raised_at = excluded.raised_at
            WHERE excluded.first_day > portal_call_edge.first_day
            """,
            new { day, now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction));
        Forget();
    }

    /// <summary>The next who asks hears what is written.</summary>
    public void Forget() => known = null;

    private void Know(int day) => known = (day, clock.GetTimestamp());

    private sealed class Row
    {
        public int FirstDay { get; init; }
        public long RaisedAt { get; init; }
    }
}
