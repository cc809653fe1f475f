using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Portal.Calls;
using Portal.Storage;

namespace Portal.Hosting.Calls;

/// <summary>Calls on PostgreSQL: a batch comes by COPY, and each day of UTC is a partition that is made before its first call.</summary>
internal sealed class PostgresCallTables(PortalDatabase database) : ICallTables
{
    // Any number that nobody else locks: keeps two that make the same day in a row.
    private const long PartitionLock = 0x63616c6c73;

    private const string Make = $"""
        CREATE TEMP TABLE {CallColumns.StagedTable} ON COMMIT DROP AS
        SELECT c.*, CAST(0 AS bigint) AS content, 0 AS line FROM portal_calls c WITH NO DATA
        """;

    private const string Take = $"""
        WITH fresh AS (
          INSERT INTO portal_call_keys (id, call_time, content) SELECT id, call_time, content FROM {CallColumns.StagedTable} ORDER BY id
          ON CONFLICT (id) DO NOTHING RETURNING id)
        DELETE FROM {CallColumns.StagedTable} s WHERE NOT EXISTS (SELECT 1 FROM fresh f WHERE f.id = s.id)
        RETURNING s.id, s.line, s.content
        """;

    private static readonly string Copy =
        $"COPY {CallColumns.StagedTable} ({CallColumns.StagedNames}) FROM STDIN (FORMAT BINARY)";

    private readonly ConcurrentDictionary<int, bool> made = [];

    public async Task Prepare(IEnumerable<int> days, CancellationToken cancellation)
    {
        var missing = days.Where(day => !made.ContainsKey(day)).Order().ToArray();
        if (missing.Length == 0)
            return;
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        foreach (var day in missing)
        {
            await MakeDay(connection, day, cancellation);
            made[day] = true;
        }
    }

    public async Task Stage(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition(Make, null, transaction, cancellationToken: cancellation));
        await using var copy = await ((NpgsqlConnection)connection).BeginBinaryImportAsync(Copy, cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var column in CallColumns.Staged)
                await Write(copy, column.Kind, column.Value(row), cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    public async Task<IReadOnlyList<KnownCall>> Claim(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        var known = (await connection.QueryAsync<(byte[] Id, long Line, long Sent)>(
            new CommandDefinition(Take, null, transaction, cancellationToken: cancellation))).AsList();
        if (known.Count == 0)
            return [];
        // By a statement of its own: one that another switch wrote meanwhile isn't seen by the first.
        await using var command = new NpgsqlCommand(
            "SELECT k.id, k.content FROM portal_call_keys k JOIN unnest(@ids) u(id) ON u.id = k.id",
            (NpgsqlConnection)connection,
            (NpgsqlTransaction)transaction);
        command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Bytea)
        {
            Value = known.ConvertAll(call => call.Id).ToArray(),
        });
        var stored = new Dictionary<Guid, long>(known.Count);
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                stored[new Guid(reader.GetFieldValue<byte[]>(0))] = reader.GetInt64(1);
        }

        return known.ConvertAll(
            call => new KnownCall { Line = call.Line, Sent = call.Sent, Stored = stored[new Guid(call.Id)] });
    }

    // Whoever appends has read them in its transaction, and holds them until its end.
    public Task LockZones(DbConnection connection, DbTransaction transaction, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(
            "LOCK TABLE portal_call_zones IN ACCESS EXCLUSIVE MODE", null, transaction, cancellationToken: cancellation));

    public Task LockSums(DbConnection connection, DbTransaction transaction, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(
            $"LOCK TABLE {string.Join(", ", CallSumTable.All.Select(sums => sums.Name))} IN SHARE ROW EXCLUSIVE MODE",
            null,
            transaction,
            cancellationToken: cancellation));

    public async Task<int> Drop(int before, CancellationToken cancellation)
    {
        var dropped = await new PostgresCallDays(database).Drop(before, cancellation);
        foreach (var day in dropped)
            made.TryRemove(day, out _);
        return dropped.Count;
    }

    private static Task Write(NpgsqlBinaryImporter copy, CallColumnKind kind, object? value, CancellationToken cancellation) =>
        value is null ? copy.WriteNullAsync(cancellation) : kind switch
        {
            CallColumnKind.Text => copy.WriteAsync((string)value, NpgsqlDbType.Text, cancellation),
            CallColumnKind.Int => copy.WriteAsync((int)value, NpgsqlDbType.Integer, cancellation),
            CallColumnKind.Long => copy.WriteAsync((long)value, NpgsqlDbType.Bigint, cancellation),
            CallColumnKind.Bytes => copy.WriteAsync((byte[])value, NpgsqlDbType.Bytea, cancellation),
        };

    // Attached and not made in place: that would wait for all who read calls, and have all others wait for it.
    private static async Task MakeDay(DbConnection connection, int day, CancellationToken cancellation)
    {
        var name = PostgresCallDays.NameOf(day);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Do($"SELECT pg_advisory_xact_lock({PartitionLock})");
        var isThere = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM pg_inherits WHERE inhrelid = to_regclass(@name))",
            new { name },
            transaction,
            cancellationToken: cancellation));
        if (!isThere)
        {
            await Do($"CREATE TABLE {name} (LIKE portal_calls INCLUDING ALL)");
            var (from, to) = (day * CallTimes.Day, (day + 1) * CallTimes.Day);
            await Do(string.Create(
                CultureInfo.InvariantCulture, $"ALTER TABLE portal_calls ATTACH PARTITION {name} FOR VALUES FROM ({from}) TO ({to})"));
        }

        await transaction.CommitAsync(cancellation);

        Task Do(string sql) =>
            connection.ExecuteAsync(new CommandDefinition(sql, null, transaction, cancellationToken: cancellation));
    }
}
