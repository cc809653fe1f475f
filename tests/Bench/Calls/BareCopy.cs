using System.Globalization;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Portal.Calls;
using Portal.Storage;

namespace Portal.Tests.Bench.Calls;

/// <summary>
/// The peer of the intake: COPY of the same rows into tables with the same columns, partitions and indexes, and nothing else.
/// </summary>
internal sealed class BareCopy(PortalDatabase database, CallVolume volume)
{
    private static readonly string Calls = $"COPY bare_calls ({CallColumns.Names}) FROM STDIN (FORMAT BINARY)";

    public async Task Make()
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            CREATE TABLE bare_calls (LIKE portal_calls INCLUDING ALL) PARTITION BY RANGE (call_time);
            CREATE TABLE bare_keys (LIKE portal_call_keys INCLUDING ALL) PARTITION BY HASH (id);
            """);
        for (var part = 0; part < 16; part++)
        {
            await connection.ExecuteAsync(
                $"CREATE TABLE bare_keys_{part} PARTITION OF bare_keys FOR VALUES WITH (MODULUS 16, REMAINDER {part})");
        }

        var first = CallTimes.DayOf(CallVolume.Begin.ToUnixTimeMilliseconds());
        foreach (var day in Enumerable.Range(first, volume.Days + 1))
        {
            var (from, to) = (day * CallTimes.Day, (day + 1) * CallTimes.Day);
            await connection.ExecuteAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"CREATE TABLE bare_calls_{day} PARTITION OF bare_calls FOR VALUES FROM ({from}) TO ({to})"));
        }

        // What ours has already lies there too.
        await connection.ExecuteAsync(
            "INSERT INTO bare_keys SELECT * FROM portal_call_keys; INSERT INTO bare_calls SELECT * FROM portal_calls",
            commandTimeout: 3600);
    }

    public async Task Drop()
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync("DROP TABLE bare_calls, bare_keys", commandTimeout: 600);
    }

    public async Task Append(IReadOnlyList<CallLine> calls)
    {
        CallRow[] rows = [.. calls.Select((line, i) =>
            new CallRow(line.Call, CallKey.Of(line.Call), i, CallTimes.DayIn(TimeZoneInfo.Utc, line.Call.CallTime), 0, i))];
        await using var connection = (NpgsqlConnection)await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var keys = await connection.BeginBinaryImportAsync(
            "COPY bare_keys (id, call_time, content) FROM STDIN (FORMAT BINARY)"))
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

        await using (var copy = await connection.BeginBinaryImportAsync(Calls))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                foreach (var column in CallColumns.All)
                {
                    switch (column.Value(row))
                    {
                        case null: await copy.WriteNullAsync(); break;
                        case string text: await copy.WriteAsync(text, NpgsqlDbType.Text); break;
                        case int number: await copy.WriteAsync(number, NpgsqlDbType.Integer); break;
                        case long number: await copy.WriteAsync(number, NpgsqlDbType.Bigint); break;
                        case byte[] bytes: await copy.WriteAsync(bytes, NpgsqlDbType.Bytea); break;
                    }
                }
            }

            await copy.CompleteAsync();
        }

        await transaction.CommitAsync();
    }
}
