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
    /// <summary>A day is to be proved.</summary>
    public const string Touch = """
        INSERT INTO portal_call_proofs (day, changed_at) VALUES (@day, @now)
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
        // In one order, in which all who write at the same time wait for each other.
        CallRow[] rows =
        [
            .. keys.OrderBy(one => one.Key.Value).AsParallel().AsOrdered().Select(one => Row(calls[one.Value].Call, one.Key, one.Value)),
        ];
        // While the database works; most batches have nothing that is known.
        var ofAll = Task.Run(() => CallDeltas.Of(rows), CancellationToken.None);
        var known = await tables.Claim(connection, transaction, rows, cancellation);
        if (known.Count < rows.Length)
        {
            var left = known.Select(call => call.Line).ToHashSet();
            CallRow[] fresh = [.. rows.Where(row => !left.Contains(row.Line)).OrderBy(row => row.Line)];
            await tables.Insert(connection, transaction, fresh, cancellation);
            await tables.Add(connection, transaction, left.Count == 0 ? await ofAll : CallDeltas.Of(fresh), cancellation);
            await Do(Touch, fresh.Select(row => CallTimes.DayOf(row.CallTime)).Distinct().Order().Select(day => new { day, now }));
            await Do(CallSwitches.Keep, fresh.Select(row => row.Call.Switch).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal).Select(name => new { name }));
        }

        // Whether it is done is what the caller has to hear from here on, whoever left meanwhile.
        await transaction.CommitAsync(CancellationToken.None);
        return known;

        // The place in the batch is what a row is found again by.
        CallRow Row(Call call, CallKey key, int place) =>
            new(call, key, CallKey.ContentOf(call), CallTimes.DayIn(zones[call.Customer], call.CallTime), now, place);

        Task Do<T>(string sql, IEnumerable<T> each) => connection.ExecuteAsync(
            new CommandDefinition(sql, each, transaction, cancellationToken: cancellation));
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
