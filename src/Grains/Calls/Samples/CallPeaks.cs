using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Counts how many calls began within one second, at most, of each customer and slot: of the calls' own times, so that attempts which
/// failed at once count too. A call is known when it has ended; what comes late is counted once more at night.
/// </summary>
internal sealed class CallPeaks(PortalDatabase database, TimeProvider clock)
{
    /// <summary>How far back the calls are counted that came in lately. Few last longer.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    private static readonly string Counts = $"""
        INSERT INTO portal_call_peaks (customer, slot, most)
        SELECT customer, began / {CallSlots.Length / 1000} AS slot, MAX(calls) AS most FROM (
          SELECT customer, call_time / 1000 AS began, COUNT(*) AS calls
          FROM portal_calls WHERE call_time >= @from AND call_time < @to GROUP BY 1, 2) seconds
        WHERE 1 = 1 GROUP BY 1, 2 ORDER BY 1, 2
        ON CONFLICT (customer, slot) DO UPDATE SET most = excluded.most
        """;

    public Task CountLately(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return Count(CallSlots.Begin(CallSlots.Of(now - Lately)), now, cancellation);
    }

    /// <summary>Of whole slots.</summary>
    public async Task Count(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            Counts,
            new { from = from.ToUnixTimeMilliseconds(), to = to.ToUnixTimeMilliseconds() },
            commandTimeout: 600,
            cancellationToken: cancellation));
    }
}
