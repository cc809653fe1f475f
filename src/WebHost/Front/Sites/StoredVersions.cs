using Dapper;
using Portal.Storage;

namespace Portal.WebHost.Front;

/// <summary>
/// Versions by the thousand, from the read models: what a lease costs instead of a grain call for each document. Keys come
/// in order, so many of them are read as one run over the index; a lease then never costs more than one look over the table.
/// </summary>
internal sealed class StoredVersions(PortalDatabase database)
{
    // So few are asked for one by one.
    private const int Few = 50;

    public Task<IReadOnlyDictionary<string, long>> Domains(string[] keys, CancellationToken cancellation) => Read("portal_domains", "host", keys, cancellation);

    public Task<IReadOnlyDictionary<string, long>> Brands(string[] keys, CancellationToken cancellation) => Read("portal_brands", "id", keys, cancellation);

    public Task<IReadOnlyDictionary<string, long>> Files(string[] keys, CancellationToken cancellation) => Read("portal_files", "name", keys, cancellation);

    public Task<IReadOnlyDictionary<string, long>> Certificates(string[] keys, CancellationToken cancellation) => Read("portal_certificates", "host", keys, cancellation);

    private async Task<IReadOnlyDictionary<string, long>> Read(string table, string key, string[] keys, CancellationToken cancellation)
    {
        var versions = new Dictionary<string, long>(keys.Length, StringComparer.Ordinal);
        if (keys.Length == 0)
            return versions;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var command = keys.Length <= Few
            ? new CommandDefinition($"SELECT {key}, version FROM {table} WHERE {key} IN @keys", new { keys = new SqlList(keys) }, cancellationToken: cancellation)
            : new CommandDefinition($"SELECT {key}, version FROM {table} WHERE {key} >= @first AND {key} <= @last", new { first = keys[0], last = keys[^1] }, cancellationToken: cancellation);
        await using var reader = await connection.ExecuteReaderAsync(command);
        while (await reader.ReadAsync(cancellation))
            versions[reader.GetString(0)] = reader.GetInt64(1);
        return versions;
    }
}
