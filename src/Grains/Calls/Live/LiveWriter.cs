using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Writes what a switch tells, in one transaction that begins with the switch's own row: two who tell of the same switch wait for each
/// other. A set of which little changed costs a read and little else.
/// </summary>
internal sealed class LiveWriter<T>(LiveTable<T> table, PortalDatabase database, TimeProvider clock)
{
    public Task<LiveOutcome> Replace(LiveSource source, IReadOnlyList<T> items, CancellationToken cancellation)
    {
        var wanted = Rows(source, items);
        return Write(source, Replaced, cancellation);

        async Task<LiveOutcome> Replaced(LiveRows<T> rows, DateTimeOffset heard)
        {
            var known = await rows.Read(source);
            await rows.Delete(known.Keys.Where(id => !wanted.ContainsKey(id)));
            await rows.Put(source, wanted.Where(row => !known.TryGetValue(row.Key, out var there) || !there.SequenceEqual(row.Value)));
            return LiveOutcome.Taken;
        }
    }

    public Task<LiveOutcome> Change(
        LiveSource source, IReadOnlyList<T> started, IReadOnlyList<string> ended, CancellationToken cancellation)
    {
        var wanted = Rows(source, started);
        return Write(source, Changed, cancellation);

        async Task<LiveOutcome> Changed(LiveRows<T> rows, DateTimeOffset heard)
        {
            // It is gone for who reads; being heard again must not bring it back.
            if (heard < clock.GetUtcNow() - table.Gone)
                await rows.Delete(source);
            await rows.Put(source, wanted);
            await rows.Delete(ended.Select(source.IdOf));
            return wanted.Count > 0 && await rows.Count(source) > LiveBounds.MostItems ? LiveOutcome.TooMany : LiveOutcome.Taken;
        }
    }

    private async Task<LiveOutcome> Write(
        LiveSource source, Func<LiveRows<T>, DateTimeOffset, Task<LiveOutcome>> work, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var rows = new LiveRows<T>(table, connection, transaction, cancellation);
        var heard = await rows.Take(source);
        var outcome = heard is { } before
            ? await work(rows, DateTimeOffset.FromUnixTimeMilliseconds(before))
            : LiveOutcome.TooManySwitches;
        if (outcome != LiveOutcome.Taken)
            return outcome;
        await rows.Heard(source, clock.GetUtcNow());
        await transaction.CommitAsync(cancellation);
        return outcome;
    }

    // Of those that are told twice the last counts.
    private Dictionary<string, object?[]> Rows(LiveSource source, IReadOnlyList<T> items)
    {
        var rows = new Dictionary<string, object?[]>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
            rows[source.IdOf(table.Key(item))] = table.Values(item);
        return rows;
    }
}
