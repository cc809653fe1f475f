using Dapper;
using DbUp;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Portal.Storage;

namespace Portal.Hosting.Storage;

/// <summary>
/// PostgreSQL's tables: changed by the verb <c>migrate</c> alone, under rights that a running process need not have; a
/// start only compares.
/// </summary>
internal sealed class PostgresSchema(PortalDatabase database, IConfiguration configuration) : ISchema
{
    private const string Dialect = "Postgres";

    // Any number that nobody else locks: keeps two migrations at once in a row.
    private const long MigrationLock = 0x706f7274616c;

    public async Task Prepare(CancellationToken cancellation)
    {
        var pending = await Pending(cancellation);
        if (pending.Count > 0)
            throw new StartRefusedException(
                $"The database's tables are {pending.Count} {(pending.Count == 1 ? "step" : "steps")} behind this program (next: "
                    + $"{pending[0]}). Run the verb \"migrate\" first.");
    }

    public async Task<IReadOnlyList<string>> Migrate(CancellationToken cancellation)
    {
        if ((await Pending(cancellation)).Count == 0)
            return [];
        await using var holder = await Open(cancellation);
        await holder.ExecuteAsync("SELECT pg_advisory_lock(@key)", new { key = MigrationLock });
        return SchemaScripts.Run(DeployChanges.To.PostgresqlDatabase(configuration.PostgresConnection()), Dialect);
    }

    public async Task<IReadOnlyList<string>> Pending(CancellationToken cancellation)
    {
        var names = SchemaScripts.Names(Dialect);
        await using var connection = await Open(cancellation);
        if (await connection.ExecuteScalarAsync<string?>("SELECT to_regclass('schemaversions')::text") is null)
            return names;
        var done = await connection.QueryAsync<string>("SELECT scriptname FROM schemaversions");
        return [.. names.Except(done)];
    }

    private async Task<System.Data.Common.DbConnection> Open(CancellationToken cancellation)
    {
        try
        {
            return await database.Write.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException failure)
        {
            var where = new NpgsqlConnectionStringBuilder(configuration.PostgresConnection());
            throw new StartRefusedException(
                $"The database at {where.Host}:{where.Port} (ConnectionStrings:Portal) can't be used: {failure.Message}", failure);
        }
    }
}
