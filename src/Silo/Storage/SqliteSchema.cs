using Dapper;
using DbUp;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Portal.Storage;

namespace Portal.Hosting.Storage;

/// <summary>SQLite's tables: brought up to date at every start, in the process that owns the file.</summary>
internal sealed class SqliteSchema(
    PortalDatabase database, DataDirectoryLock directory, StoreState state, IOptions<StorageOptions> options) : ISchema
{
    private const string Dialect = "Sqlite";

    public async Task Prepare(CancellationToken cancellation)
    {
        await Migrate(cancellation);
        if (SqliteCheck.IsQuick(options.Value.SqliteFile))
            state.Checked(options.Value.SqliteFile, await SqliteCheck.Run(database, cancellation));
    }

    public async Task<IReadOnlyList<string>> Migrate(CancellationToken cancellation)
    {
        directory.Hold();
        try
        {
            // Comparing the journal takes a millisecond; the migration library takes a hundred.
            if ((await Pending(cancellation)).Count == 0)
                return [];
            await using var connection = await database.Write.OpenConnectionAsync(cancellation);
            await connection.ExecuteAsync("PRAGMA journal_mode=WAL");
            return SchemaScripts.Run(DeployChanges.To.SqliteDatabase(database.Write.ConnectionString), Dialect);
        }
        catch (SqliteException failure)
        {
            throw new StartRefusedException(
                DiskFull.Is(failure)
                    ? $"The disk of {options.Value.SqliteFile} is full, and the database's tables must be brought up to date. "
                        + "Free some space, then start again."
                    : $"The database {options.Value.SqliteFile} can't be used: {failure.Message}", failure);
        }
    }

    public async Task<IReadOnlyList<string>> Pending(CancellationToken cancellation)
    {
        var names = SchemaScripts.Names(Dialect);
        if (!File.Exists(options.Value.SqliteFile))
            return names;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        if (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'SchemaVersions'") == 0)
            return names;
        var done = await connection.QueryAsync<string>("SELECT ScriptName FROM SchemaVersions");
        return [.. names.Except(done)];
    }
}
