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
        var (places, again) = Once(calls);
        if (places.Count == 0)
            return new(0, 0, []);
        await tables.Prepare(
            places.Select(place => CallTimes.DayOf(calls[place].Call.CallTime.ToUnixTimeMilliseconds())).Distinct(), cancellation);
        var known = await Write(calls, places, cancellation);
        long[] differing = [.. known.Where(call => call.Sent != call.Stored).Select(call => call.Line), .. again];
        return new(
            places.Count - known.Count,
            calls.Count - places.Count + known.Count,
            [.. differing.Select(place => calls[(int)place].Line).Order()]);
    }

    private async Task<IReadOnlyList<KnownCall>> Write(
        IReadOnlyList<CallLine> calls, IReadOnlyList<int> places, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var wanted = new Dictionary<string, TimeZoneInfo>(StringComparer.Ordinal);
        foreach (var place in places)
            wanted[calls[place].Call.Customer] = BillingZones.Of(calls[place].BillingZone);
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var zones = await CallZones.Read(connection, transaction, wanted, cancellation);
        CallRow[] rows = [.. places.Select(place => Row(calls[place].Call, place, zones[calls[place].Call.Customer], now))];
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

        Task Do(string sql) => connection.ExecuteAsync(
            new CommandDefinition(sql, new { now }, transaction, cancellationToken: cancellation));
    }

    // The place in the batch is what a row is found again by.
    private static CallRow Row(Call call, int place, TimeZoneInfo zone, long now) =>
        new(call, CallKey.Of(call), CallKey.ContentOf(call), CallTimes.DayIn(zone, call.CallTime), now, place);

    // The places of calls with different keys, the first of those with one; and of those that say something else than that.
    private static (List<int> Places, List<long> Differing) Once(IReadOnlyList<CallLine> calls)
    {
        var seen = new Dictionary<CallKey, int>(calls.Count);
        var places = new List<int>(calls.Count);
        var differing = new List<long>();
        for (var place = 0; place < calls.Count; place++)
        {
            var call = calls[place].Call;
            if (seen.TryAdd(CallKey.Of(call), place))
                places.Add(place);
            else if (calls[seen[CallKey.Of(call)]].Call != call)
                differing.Add(place);
        }

        return (places, differing);
    }
}
