using System.Data.Common;
using Dapper;
using Portal.Calls;
using Portal.Storage;

namespace Portal.Hosting.Calls;

/// <summary>Calls on SQLite: whoever writes is alone, so what is known is simply asked.</summary>
internal sealed class SqliteCallTables(PortalDatabase database) : ICallTables
{
    private const string Make = $"""
        DROP TABLE IF EXISTS {CallColumns.StagedTable};
        CREATE TEMP TABLE {CallColumns.StagedTable} AS SELECT c.*, 0 AS line FROM portal_calls c WHERE 1 = 0
        """;

    private const string Take =
        "INSERT INTO portal_call_keys (id, call_time, content) VALUES (@id, @time, @content) ON CONFLICT (id) DO NOTHING";

    public Task Prepare(IEnumerable<int> days, CancellationToken cancellation) => Task.CompletedTask;

    public async Task<IReadOnlyList<KnownCall>> Claim(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation)
    {
        var known = new List<KnownCall>();
        await using var take = Prepared(connection, transaction, Take, ["id", "time", "content"]);
        await using var stored = Prepared(connection, transaction, "SELECT content FROM portal_call_keys WHERE id = @id", ["id"]);
        foreach (var row in rows)
        {
            var id = row.Key.Bytes();
            if (await Run(take, [id, row.CallTime, row.Content], cancellation) > 0)
                continue;
            stored.Parameters[0].Value = id;
            known.Add(new() { Line = row.Line, Sent = row.Content, Stored = (long)(await stored.ExecuteScalarAsync(cancellation))! });
        }

        return known;
    }

    public Task Insert(DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation) =>
        Fill("portal_calls", CallColumns.All, connection, transaction, rows, cancellation);

    public async Task Add(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<CallSumLines> sums,
        CancellationToken cancellation)
    {
        foreach (var (table, lines) in sums)
        {
            string[] names = [.. table.Keys.Select(key => key.Name), .. table.Summed.Select(measure => measure.Name)];
            await using var command = Prepared(connection, transaction, Insertion(table.Name, names) + table.Onto, names);
            foreach (var (line, added) in lines)
                await Run(command, [.. table.Keys.Select(key => key.Value(line)), .. added.Cast<object>()], cancellation);
        }
    }

    public async Task Stage(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition(Make, null, transaction, cancellationToken: cancellation));
        await Fill(CallColumns.StagedTable, CallColumns.Staged, connection, transaction, rows, cancellation);
    }

    public Task LockZones(DbConnection connection, DbTransaction transaction, CancellationToken cancellation) => Task.CompletedTask;

    // In bits, so that others write between them.
    public async Task<int> Drop(int before, CancellationToken cancellation)
    {
        const int atOnce = 2000;
        var days = new HashSet<int>();
        var time = before * CallTimes.Day;
        while (true)
        {
            await using var connection = await database.Write.OpenConnectionAsync(cancellation);
            var gone = (await connection.QueryAsync<long>(new CommandDefinition(
                """
                DELETE FROM portal_calls WHERE rowid IN (
                  SELECT rowid FROM portal_calls WHERE call_time < @time ORDER BY call_time, id LIMIT @atOnce)
                RETURNING call_time
                """,
                new { time, atOnce },
                cancellationToken: cancellation))).AsList();
            days.UnionWith(gone.Select(CallTimes.DayOf));
            if (gone.Count < atOnce)
                return days.Count;
        }
    }

    public Task LockSums(DbConnection connection, DbTransaction transaction, CancellationToken cancellation) => Task.CompletedTask;

    private static async Task Fill(
        string table,
        CallColumn[] columns,
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<CallRow> rows,
        CancellationToken cancellation)
    {
        string[] names = [.. columns.Select(column => column.Name)];
        await using var command = Prepared(connection, transaction, Insertion(table, names), names);
        foreach (var row in rows)
            await Run(command, columns.Select(column => column.Value(row)), cancellation);
    }

    private static string Insertion(string table, string[] names) =>
        $"INSERT INTO {table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => "@" + name))}) ";

    private static DbCommand Prepared(DbConnection connection, DbTransaction transaction, string sql, string[] names)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static Task<int> Run(DbCommand command, IEnumerable<object?> values, CancellationToken cancellation)
    {
        foreach (var (i, value) in values.Index())
            command.Parameters[i].Value = value ?? DBNull.Value;
        return command.ExecuteNonQueryAsync(cancellation);
    }
}
