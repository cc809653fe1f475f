using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>The statements of one transaction on one table of what is there.</summary>
internal sealed class LiveRows<T>(LiveTable<T> table, DbConnection connection, DbTransaction transaction, CancellationToken cancellation)
{
    private const int AtOnce = 200;
    private const string Source = "switch = @Switch AND told_by = @ToldBy";

    private readonly string[] columns = ["id", "switch", "told_by", .. table.Columns];

    /// <summary>Keeps the switch's row until the transaction ends.</summary>
    /// <returns>When it was last heard of, 0 for never; null: there are too many already.</returns>
    public async Task<long?> Take(LiveSource source)
    {
        var heard = await connection.ExecuteScalarAsync<long>(Command(
            """
            INSERT INTO portal_live_switches (kind, switch, told_by, heard_at) VALUES (@Kind, @Switch, @ToldBy, 0)
            ON CONFLICT (kind, switch, told_by) DO UPDATE SET heard_at = portal_live_switches.heard_at RETURNING heard_at
            """,
            source));
        return heard == 0 && await connection.ExecuteScalarAsync<long>(Command(
            "SELECT COUNT(*) FROM portal_live_switches WHERE kind = @Kind AND told_by = @ToldBy", source)) > LiveBounds.MostSwitches
            ? null
            : heard;
    }

    public Task Heard(LiveSource source, DateTimeOffset now) => connection.ExecuteAsync(Command(
        $"UPDATE portal_live_switches SET heard_at = @now WHERE kind = @Kind AND {Source}", source, now.ToUnixTimeMilliseconds()));

    /// <summary>What is stored of it, by id.</summary>
    public async Task<Dictionary<string, object?[]>> Read(LiveSource source)
    {
        var found = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        await using var reader = await connection.ExecuteReaderAsync(Command(
            $"SELECT id, {string.Join(", ", table.Columns)} FROM {table.Name} WHERE {Source}", source));
        while (await reader.ReadAsync(cancellation))
            found[reader.GetString(0)] = reader.Values(from: 1);
        return found;
    }

    public Task<long> Count(LiveSource source) =>
        connection.ExecuteScalarAsync<long>(Command($"SELECT COUNT(*) FROM {table.Name} WHERE {Source}", source));

    public Task Delete(LiveSource source) => connection.ExecuteAsync(Command($"DELETE FROM {table.Name} WHERE {Source}", source));

    public async Task Delete(IEnumerable<string> ids)
    {
        foreach (var part in ids.Chunk(AtOnce))
        {
            await connection.ExecuteAsync(new CommandDefinition(
                $"DELETE FROM {table.Name} WHERE id IN @ids",
                new { ids = new SqlList(part) },
                transaction,
                cancellationToken: cancellation));
        }
    }

    public async Task Put(LiveSource source, IEnumerable<KeyValuePair<string, object?[]>> rows)
    {
        foreach (var part in rows.Chunk(AtOnce))
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            var sql = new StringBuilder($"INSERT INTO {table.Name} ({string.Join(", ", columns)}) VALUES ");
            foreach (var (id, values) in part)
            {
                sql.Append(command.Parameters.Count == 0 ? "(" : ", (");
                Add(command, sql, [id, source.Switch, source.ToldBy, .. values]);
                sql.Append(')');
            }

            sql.Append(" ON CONFLICT (id) DO UPDATE SET ")
                .AppendJoin(", ", table.Columns.Select(column => $"{column} = excluded.{column}"));
            command.CommandText = sql.ToString();
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static void Add(DbCommand command, StringBuilder sql, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"p{command.Parameters.Count}");
            parameter.DbType = values[i] is long ? DbType.Int64 : DbType.String;
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
            sql.Append(i == 0 ? "@" : ", @").Append(parameter.ParameterName);
        }
    }

    private CommandDefinition Command(string sql, LiveSource source, long? now = null) => new(
        sql, new { table.Kind, source.Switch, source.ToldBy, now }, transaction, cancellationToken: cancellation);
}

internal static class LiveRowReading
{
    /// <summary>The columns of a row from one on: text, whole numbers, null.</summary>
    public static object?[] Values(this DbDataReader reader, int from)
    {
        var values = new object?[reader.FieldCount - from];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.IsDBNull(from + i) ? null : reader.GetValue(from + i);
        return values;
    }
}
