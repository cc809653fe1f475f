using Dapper;
using Npgsql;
using NpgsqlTypes;
using Portal.Calls;
using Portal.People;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>
/// Fills the product's own tables faster than its intake does: calls by COPY, and their sums by the statements that the proof makes them
/// with, one day after the other, so that they lie as they would have come.
/// </summary>
internal static class CallFill
{
    private const int AtOnce = 50_000;

    private const string Keys = "COPY portal_call_keys (id, call_time, content) FROM STDIN (FORMAT BINARY)";

    /// <summary>An earlier run filled it.</summary>
    public static async Task<bool> IsThere(ListStore store)
    {
        await using var connection = await store.Database.Read.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int?>("SELECT 1 FROM portal_call_switches LIMIT 1") is not null;
    }

    public static async Task Of(ListStore store, CallVolume volume, IEnumerable<CallLine> lines)
    {
        if (store.Connection is null)
        {
            foreach (var batch in lines.Chunk(CallBatch.Most))
                await store.Calls.Append(batch, default);
            return;
        }

        var first = CallTimes.DayOf(CallVolume.Begin.ToUnixTimeMilliseconds());
        int[] days = [.. Enumerable.Range(first, volume.Days)];
        await store.CallTables.Prepare(days, default);
        await Zones(store, volume);
        var writing = Task.CompletedTask;
        // The next ones are made while these are written.
        foreach (var batch in lines.Chunk(AtOnce))
        {
            CallRow[] rows = [.. batch.AsParallel().AsOrdered().Select(Row)];
            await writing;
            writing = Task.Run(() => Copy(store, rows));
        }

        await writing;
        await Sums(store, days);
    }

    private static CallRow Row(CallLine line, int place)
    {
        var zone = ZoneNames.Of(line.BillingZone);
        return new(line.Call, CallKey.Of(line.Call), CallKey.ContentOf(line.Call), CallTimes.DayIn(zone, line.Call.CallTime), 0, place);
    }

    private static async Task Copy(ListStore store, CallRow[] rows)
    {
        await using var connection = (NpgsqlConnection)await store.Database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var keys = await connection.BeginBinaryImportAsync(Keys))
        {
            foreach (var row in rows)
            {
                await keys.StartRowAsync();
                await keys.WriteAsync(row.Key.Bytes(), NpgsqlDbType.Bytea);
                await keys.WriteAsync(row.CallTime, NpgsqlDbType.Bigint);
                await keys.WriteAsync(row.Content, NpgsqlDbType.Bigint);
            }

            await keys.CompleteAsync();
        }

        await store.CallTables.Insert(connection, transaction, rows, default);
        await transaction.CommitAsync();
    }

    private static async Task Zones(ListStore store, CallVolume volume)
    {
        await using var connection = await store.Database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "INSERT INTO portal_call_zones (customer, zone, wanted) VALUES (@customer, @zone, @zone)",
            Enumerable.Range(0, volume.Customers).Select(i => new { customer = CallVolume.Customer(i), zone = CallVolume.Zone(i) }),
            transaction);
        await transaction.CommitAsync();
    }

    private static async Task Sums(ListStore store, int[] days)
    {
        await using var connection = await store.Database.Write.OpenConnectionAsync();
        foreach (var day in days)
        {
            var (from, to) = (day * CallTimes.Day, (day + 1) * CallTimes.Day);
            foreach (var table in CallSumTable.All)
            {
                await connection.ExecuteAsync(
                    table.Add("portal_calls", FormattableString.Invariant($"call_time >= {from} AND call_time < {to}")),
                    commandTimeout: 600);
            }

            await connection.ExecuteAsync(CallAppender.Touch, new { day, now = to });
        }

        await connection.ExecuteAsync(
            "INSERT INTO portal_call_switches (name) SELECT DISTINCT switch FROM portal_calls", commandTimeout: 600);
    }
}
