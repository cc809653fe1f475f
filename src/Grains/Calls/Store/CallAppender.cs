using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Writes batches of calls: their keys, those that are new, and all sums of just those, in one transaction. So a crash leaves nothing of a
/// batch, and a batch that comes again adds nothing.
/// </summary>
internal sealed class CallAppender(PortalDatabase database, ICallTables tables, TimeProvider clock)
{
    private static readonly string Keep =
        $"INSERT INTO portal_calls ({CallColumns.Names}) SELECT {CallColumns.Names} FROM {CallColumns.StagedTable}";

    private static readonly string Touch = $"""
        INSERT INTO portal_call_proofs (day, changed_at)
        SELECT call_time / {CallTimes.Day}, @now FROM {CallColumns.StagedTable} GROUP BY 1 ORDER BY 1
        ON CONFLICT (day) DO UPDATE SET changed_at = excluded.changed_at, verified_at = NULL
        """;

    public async Task<CallsAppended> Append(IReadOnlyList<CallLine> calls, CancellationToken cancellation)
    {
        if (calls.Count > CallBatch.Most)
            throw new ArgumentException($"A batch has at most {CallBatch.Most} calls.", nameof(calls));
        var (rows, again) = Once(calls, clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (rows.Count == 0)
            return new(0, 0, []);
        await tables.Prepare(rows.Select(row => CallTimes.DayOf(row.CallTime)).Distinct(), cancellation);
        var known = await Write(rows, cancellation);
        long[] differing = [.. known.Where(call => call.Sent != call.Stored).Select(call => call.Line), .. again.Differing];
        return new(
            rows.Count - known.Count,
            known.Count + again.Count,
            [.. differing.Select(line => calls[(int)line].Line).Order()]);
    }

    private async Task<IReadOnlyList<KnownCall>> Write(List<CallRow> rows, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await tables.Stage(connection, transaction, rows, cancellation);
        var known = await tables.Claim(connection, transaction, cancellation);
        if (known.Count < rows.Count)
        {
            await Do(Keep);
            foreach (var sums in CallSumTable.All)
                await Do(sums.Add(CallColumns.StagedTable));
            await Do(Touch);
        }

        // Whether it is done is what the caller has to hear from here on, whoever left meanwhile.
        await transaction.CommitAsync(CancellationToken.None);
        return known;

        Task Do(string sql) => connection.ExecuteAsync(new CommandDefinition(
            sql, new { now = clock.GetUtcNow().ToUnixTimeMilliseconds() }, transaction, cancellationToken: cancellation));
    }

    // The first of those with one key stands; the place in the batch is what a row is found again by.
    private static (List<CallRow> Rows, (int Count, List<long> Differing) Again) Once(IReadOnlyList<CallLine> calls, long now)
    {
        var seen = new Dictionary<CallKey, long>(calls.Count);
        var rows = new List<CallRow>(calls.Count);
        var differing = new List<long>();
        for (var place = 0; place < calls.Count; place++)
        {
            var (call, _, zone) = calls[place];
            var (key, content) = (CallKey.Of(call), CallKey.ContentOf(call));
            if (seen.TryAdd(key, content))
                rows.Add(new CallRow(call, key, content, CallTimes.DayIn(BillingZones.Of(zone), call.CallTime), now, place));
            else if (seen[key] != content)
                differing.Add(place);
        }

        return (rows, (calls.Count - rows.Count, differing));
    }
}

/// <summary>Zones that customers are billed in.</summary>
internal static class BillingZones
{
    /// <param name="id">IANA name; null, or one that this machine doesn't know: UTC.</param>
    public static TimeZoneInfo Of(string? id) =>
        id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
