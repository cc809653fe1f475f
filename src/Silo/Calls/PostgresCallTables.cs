using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Npgsql;
using Portal.Calls;
using Portal.Storage;

namespace Portal.Hosting.Calls;

/// <summary>Calls on PostgreSQL: a batch comes by COPY, and each day of UTC is a partition that is made before its first call.</summary>
internal sealed class PostgresCallTables(PortalDatabase database) : ICallTables
{
    private const string Make = $"""
        CREATE TEMP TABLE {CallColumns.StagedTable} ON COMMIT DROP AS
        SELECT c.*, 0 AS line FROM portal_calls c WITH NO DATA
        """;

    private const string Take = """
        INSERT INTO portal_call_keys (id, call_time, content) SELECT unnest(@ids), unnest(@times), unnest(@contents)
        ON CONFLICT (id) DO NOTHING RETURNING id
        """;

    private const string Stored = "SELECT k.id, k.content FROM portal_call_keys k JOIN unnest(@ids) u(id) ON u.id = k.id";

    private readonly ConcurrentDictionary<int, bool> made = [];

    public async Task Prepare(IEnumerable<int> days, CancellationToken cancellation)
    {
        var missing = days.Where(day => !made.ContainsKey(day)).Order().ToArray();
        if (missing.Length == 0)
            return;
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        foreach (var day in missing)
        {
            await connection.ExecuteAsync(
                new CommandDefinition("SELECT portal_make_call_day(@day)", new { day }, cancellationToken: cancellation));
            made[day] = true;
        }
    }

    public async Task<IReadOnlyList<KnownCall>> Claim(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation)
    {
        byte[][] ids = [.. rows.Select(row => row.Key.Bytes())];
        var fresh = new HashSet<CallKey>(rows.Count);
        await using (var take = Command(connection, transaction, Take, ("ids", ids), ("times", rows.Select(row => row.CallTime).ToArray()),
            ("contents", rows.Select(row => row.Content).ToArray())))
        await using (var reader = await take.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                fresh.Add(CallKey.Of(reader.GetFieldValue<byte[]>(0)));
        }

        if (fresh.Count == rows.Count)
            return [];
        // By a statement of its own: one that another switch wrote meanwhile isn't seen by the first.
        var known = rows.Where(row => !fresh.Contains(row.Key)).ToArray();
        var stored = new Dictionary<CallKey, long>(known.Length);
        await using (var ask = Command(connection, transaction, Stored, ("ids", known.Select(row => row.Key.Bytes()).ToArray())))
        await using (var reader = await ask.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                stored[CallKey.Of(reader.GetFieldValue<byte[]>(0))] = reader.GetInt64(1);
        }

        return [.. known.Select(row => new KnownCall { Line = row.Line, Sent = row.Content, Stored = stored[row.Key] })];
    }

    public Task Insert(DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation) =>
        Copy("portal_calls", CallColumns.All, connection, rows, cancellation);

    // In one go: while one is written the next is on its way.
    public async Task Add(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<CallSumLines> sums,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        foreach (var one in sums)
            batch.BatchCommands.Add(Addition(one));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public async Task Stage(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition(Make, null, transaction, cancellationToken: cancellation));
        await Copy(CallColumns.StagedTable, CallColumns.Staged, connection, rows, cancellation);
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

    // As arrays: whole columns travel at once, and lines are written in their order. Each array is taken apart in the list of what is
    // selected: in FROM all of them would be written down first.
    private static NpgsqlBatchCommand Addition(CallSumLines sums)
    {
        var (table, lines) = sums;
        (string Name, object Values)[] columns =
        [
            .. table.Keys.Select(key => (key.Name, key.Kind switch
            {
                CallColumnKind.Text => (object)Array.ConvertAll(lines, one => (string)key.Value(one.Line)),
                CallColumnKind.Int => Array.ConvertAll(lines, one => (int)key.Value(one.Line)),
                CallColumnKind.Long => Array.ConvertAll(lines, one => (long)key.Value(one.Line)),
                CallColumnKind.Bytes => Array.ConvertAll(lines, one => (byte[])key.Value(one.Line)),
            })),
            .. table.Summed.Select((measure, i) => (measure.Name, (object)Array.ConvertAll(lines, one => one.Sums[i]))),
        ];
        var arrays = string.Join(", ", columns.Select(column => $"unnest(@{column.Name})"));
        var command = new NpgsqlBatchCommand($"INSERT INTO {table.Name} ({table.Columns}) SELECT {arrays} {table.Onto}");
        foreach (var (name, values) in columns)
            command.Parameters.AddWithValue(name, values);
        return command;
    }

    private static async Task Copy(
        string table, CallColumn[] columns, DbConnection connection, IReadOnlyList<CallRow> rows, CancellationToken cancellation)
    {
        await using var copy = await PostgresCopy.Begin(
            (NpgsqlConnection)connection, table, [.. columns.Select(column => column.Name)], cancellation);
        foreach (var row in rows)
        {
            copy.BeginRow();
            foreach (var column in columns)
                Write(copy, column, row);
            await copy.EndRow(cancellation);
        }

        await copy.Complete(cancellation);
    }

    private static NpgsqlCommand Command(
        DbConnection connection, DbTransaction transaction, string sql, params (string Name, object Values)[] arrays)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        foreach (var (name, values) in arrays)
            command.Parameters.AddWithValue(name, values);
        return command;
    }

    private static void Write(PostgresCopy copy, CallColumn column, CallRow row)
    {
        switch (column.Kind)
        {
            case CallColumnKind.Text: copy.Text(column.Text(row)); break;
            case CallColumnKind.Int: copy.Int((int?)column.Number(row)); break;
            case CallColumnKind.Long: copy.Long(column.Number(row)); break;
            case CallColumnKind.Bytes: copy.Bytes(column.Bytes(row)); break;
        }
    }
}
