using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Notes how many channels each customer has in use: a line for each that has any and each slot, with the most and the sum of all looks,
/// and a line for each slot with how many looks there were. While no switch reports there is neither: nobody knows.
/// </summary>
internal sealed class CallSampler(PortalDatabase database, TimeProvider clock)
{
    private const string Counts = """
        INSERT INTO portal_channel_samples (customer, slot, most, total)
        SELECT t.customer, @slot, COUNT(*), COUNT(*)
        FROM portal_live_calls t JOIN portal_live_switches s ON s.kind = @Kind AND s.switch = t.switch AND s.told_by = t.told_by
        WHERE s.heard_at >= @gone GROUP BY t.customer ORDER BY t.customer
        ON CONFLICT (customer, slot) DO UPDATE SET
          most = CASE WHEN excluded.most > portal_channel_samples.most THEN excluded.most ELSE portal_channel_samples.most END,
          total = portal_channel_samples.total + excluded.total
        """;

    private const string Look = """
        INSERT INTO portal_channel_slots (slot, samples) VALUES (@slot, 1)
        ON CONFLICT (slot) DO UPDATE SET samples = portal_channel_slots.samples + 1
        """;

    private static readonly LiveTable<LiveCall> Table = LiveTables.Calls;

    /// <summary>Whether there was anything to note: some switch reports.</summary>
    public async Task<bool> Sample(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var values = new
        {
            Table.Kind,
            slot = CallSlots.Of(now),
            fresh = (now - Table.Stale).ToUnixTimeMilliseconds(),
            gone = (now - Table.Gone).ToUnixTimeMilliseconds(),
        };
        if (!await Reports(values, cancellation))
            return false;
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Counts, values, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(Look, values, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Writes what was noted elsewhere, of slots that nothing is known of.</summary>
    public async Task Restore(IReadOnlyCollection<NotedChannels> noted, int looks, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO portal_channel_slots (slot, samples) VALUES (@slot, @looks) ON CONFLICT (slot) DO NOTHING",
            noted.Select(one => one.Slot).Distinct().Select(slot => new { slot, looks }),
            transaction,
            cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO portal_channel_samples (customer, slot, most, total) VALUES (@Customer, @Slot, @Most, @Total)
            ON CONFLICT (customer, slot) DO NOTHING
            """,
            noted.Where(one => one.Most > 0),
            transaction,
            cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    private async Task<bool> Reports(object values, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            "SELECT 1 FROM portal_live_switches WHERE kind = @Kind AND heard_at >= @fresh LIMIT 1",
            values,
            cancellationToken: cancellation)) is not null;
    }
}

/// <param name="Slot">By <see cref="CallSlots"/>.</param>
/// <param name="Total">Of all looks.</param>
internal sealed record NotedChannels(string Customer, long Slot, long Most, long Total);
