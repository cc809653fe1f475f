using Dapper;
using Portal.People;
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

    /// <summary>The days of these calls are to be proved.</summary>
    public static string TouchOf(string calls) => $"""
        INSERT INTO portal_call_proofs (day, changed_at)
        SELECT call_time / {CallTimes.Day}, @now FROM {calls} WHERE 1 = 1 GROUP BY 1 ORDER BY 1
        ON CONFLICT (day) DO UPDATE SET changed_at = excluded.changed_at, verified_at = NULL
        """;

    public async Task<CallsAppended> Append(IReadOnlyList<CallLine> calls, CancellationToken cancellation)
    {
        if (calls.Count > CallBatch.Most)
            throw new ArgumentException($"A batch has at most {CallBatch.Most} calls.", nameof(calls));
        var (keys, again) = Once(calls);
        if (keys.Count == 0)
            return new(0, 0, []);
        await tables.Prepare(calls.Select(line => CallTimes.DayOf(line.Call.CallTime.ToUnixTimeMilliseconds())).Distinct(), cancellation);
        var known = await Write(calls, keys, cancellation);
        long[] differing =
        [
            .. known.Where(call => call.Sent != call.Stored).Select(call => call.Line),
            .. again.Where(one => one.Differs).Select(one => (long)one.Place),
        ];
        return new(
            keys.Count - known.Count,
            calls.Count - keys.Count + known.Count,
            [.. differing.Select(place => calls[(int)place].Line).Order()])
        {
            Known = known.Select(call => call.Line).Concat(again.Select(one => (long)one.Place)).Select(place => calls[(int)place].Line)
                .ToHashSet(),
        };
    }

    private async Task<IReadOnlyList<KnownCall>> Write(
        IReadOnlyList<CallLine> calls, Dictionary<CallKey, int> keys, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var wanted = new Dictionary<string, TimeZoneInfo>(StringComparer.Ordinal);
        foreach (var line in calls)
            wanted[line.Call.Customer] = ZoneNames.Of(line.BillingZone);
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var zones = await CallZones.Read(connection, transaction, wanted, cancellation);
        CallRow[] rows = [.. keys.Select(one => Row(calls[one.Value].Call, one.Key, one.Value))];
        await tables.Stage(connection, transaction, rows, cancellation);
        var known = await tables.Claim(connection, transaction, cancellation);
        if (known.Count < rows.Length)
        {
            await Do(Keep);
            foreach (var sums in CallSumTable.All)
                await Do(sums.Add(CallColumns.StagedTable));
            await Do(TouchOf(CallColumns.StagedTable));
            await Do(CallSwitches.Keep);
        }

        // Whether it is done is what the caller has to hear from here on, whoever left meanwhile.
        await transaction.CommitAsync(CancellationToken.None);
        return known;

        // The place in the batch is what a row is found again by.
        CallRow Row(Call call, CallKey key, int place) =>
            new(call, key, CallKey.ContentOf(call), CallTimes.DayIn(zones[call.Customer], call.CallTime), now, place);

        Task Do(string sql) => connection.ExecuteAsync(
            new CommandDefinition(sql, new { now }, transaction, cancellationToken: cancellation));
    }

    // Those with different keys, with the place of the first that has one; and the places of others, and whether they say something else.
    private static (Dictionary<CallKey, int> Keys, List<(int Place, bool Differs)> Again) Once(IReadOnlyList<CallLine> calls)
    {
        var keys = new Dictionary<CallKey, int>(calls.Count);
        var again = new List<(int Place, bool Differs)>();
        for (var place = 0; place < calls.Count; place++)
        {
            var key = CallKey.Of(calls[place].Call);
            if (!keys.TryAdd(key, place))
                again.Add((place, calls[keys[key]].Call != calls[place].Call));
        }

        return (keys, again);
    }
}
