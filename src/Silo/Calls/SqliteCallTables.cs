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
        CREATE TEMP TABLE {CallColumns.StagedTable} AS SELECT c.*, 0 AS content, 0 AS line FROM portal_calls c WHERE 1 = 0
        """;

    private const string Known = $"""
        SELECT s.line, s.content AS sent, k.content AS stored
        FROM {CallColumns.StagedTable} s JOIN portal_call_keys k ON k.id = s.id
        """;

    private const string Take = $"""
        DELETE FROM {CallColumns.StagedTable} WHERE id IN (SELECT id FROM portal_call_keys);
        INSERT INTO portal_call_keys (id, call_time, content) SELECT id, call_time, content FROM {CallColumns.StagedTable}
        """;

    private static readonly string Insert = $"""
        INSERT INTO {CallColumns.StagedTable} ({CallColumns.StagedNames})
        VALUES ({string.Join(", ", CallColumns.Staged.Select(column => "@" + column.Name))})
        """;

    public Task Prepare(IEnumerable<int> days, CancellationToken cancellation) => Task.CompletedTask;

    public async Task Stage(
        DbConnection connection, DbTransaction transaction, IReadOnlyList<CallRow> rows, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition(Make, null, transaction, cancellationToken: cancellation));
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Insert;
        foreach (var column in CallColumns.Staged)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = column.Name;
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < CallColumns.Staged.Length; i++)
                command.Parameters[i].Value = CallColumns.Staged[i].Value(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    public async Task<IReadOnlyList<KnownCall>> Claim(DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
    {
        var known = await connection.QueryAsync<KnownCall>(Command(Known));
        await connection.ExecuteAsync(Command(Take));
        return known.AsList();

        CommandDefinition Command(string sql) => new(sql, null, transaction, cancellationToken: cancellation);
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
}
