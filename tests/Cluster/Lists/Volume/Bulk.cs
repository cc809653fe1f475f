using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Portal.Storage;

namespace Portal.Tests.Cluster.Lists;

/// <summary>Rows by the hundred thousand, past the product: into tables without their indexes, which come back at the end.</summary>
internal sealed class Bulk(PortalDatabase database)
{
    private readonly List<string> indexes = [];

    public bool IsPostgres => database.Write is NpgsqlDataSource;

    /// <param name="columns">As SQL lists them.</param>
    /// <param name="rows">Values in their order: text, <see cref="int"/> for an integer, <see cref="long"/> for a bigint.</param>
    public async Task Write(string table, string columns, IEnumerable<object?[]> rows)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        if (connection is NpgsqlConnection postgres)
            await Copy(postgres, table, columns, rows);
        else
            await Insert(connection, table, columns, rows);
    }

    /// <summary>The indexes come back, and the database counts what it has, as it does by itself after a while.</summary>
    public async Task Finish()
    {
        if (!IsPostgres)
            return;
        await Parallel.ForEachAsync(indexes, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (index, _) =>
            await Tell("SET maintenance_work_mem = '400MB'; " + index));
        await Tell("VACUUM ANALYZE");
    }

    private async Task Copy(NpgsqlConnection connection, string table, string columns, IEnumerable<object?[]> rows)
    {
        foreach (var (name, definition) in (await connection.QueryAsync<(string, string)>(
            """
            SELECT i.indexname, i.indexdef FROM pg_indexes i
            WHERE i.tablename = @table AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
            """, new { table })).AsList())
        {
            indexes.Add(definition);
            await connection.ExecuteAsync($"DROP INDEX {name}");
        }

        await using var writer = await connection.BeginBinaryImportAsync($"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            foreach (var value in row)
            {
                await (value switch
                {
                    null => writer.WriteNullAsync(),
                    string text => writer.WriteAsync(text, NpgsqlDbType.Text),
                    int number => writer.WriteAsync(number, NpgsqlDbType.Integer),
                    long number => writer.WriteAsync(number, NpgsqlDbType.Bigint),
                    _ => throw new ArgumentException($"{value} is of no column's type.", nameof(rows)),
                });
            }
        }

        await writer.CompleteAsync();
    }

    private static async Task Insert(DbConnection connection, string table, string columns, IEnumerable<object?[]> rows)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        foreach (var row in rows)
        {
            while (command.Parameters.Count < row.Length)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{command.Parameters.Count}";
                command.Parameters.Add(parameter);
            }

            if (command.CommandText.Length == 0)
            {
                var values = string.Join(", ", row.Select((_, i) => $"@p{i}"));
                command.CommandText = $"INSERT INTO {table} ({columns}) VALUES ({values})";
            }

            for (var i = 0; i < row.Length; i++)
                command.Parameters[i].Value = row[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private async Task Tell(string sql)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 3600));
    }
}
