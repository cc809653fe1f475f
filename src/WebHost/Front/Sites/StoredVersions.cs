using Dapper;
using Portal.Storage;

namespace Portal.WebHost.Front;

/// <summary>Versions by the hundred, from the read models: what a lease costs instead of a grain call for each document.</summary>
internal sealed class StoredVersions(PortalDatabase database)
{
    public Task<IReadOnlyDictionary<string, long>> Domains(string[] keys, CancellationToken cancellation) =>
        Read("SELECT host AS Key, version AS Version FROM portal_domains WHERE host IN @keys", keys, cancellation);

    public Task<IReadOnlyDictionary<string, long>> Brands(string[] keys, CancellationToken cancellation) =>
        Read("SELECT id AS Key, version AS Version FROM portal_brands WHERE id IN @keys", keys, cancellation);

    public Task<IReadOnlyDictionary<string, long>> Files(string[] keys, CancellationToken cancellation) =>
        Read("SELECT name AS Key, version AS Version FROM portal_files WHERE name IN @keys", keys, cancellation);

    public Task<IReadOnlyDictionary<string, long>> Certificates(string[] keys, CancellationToken cancellation) =>
        Read("SELECT host AS Key, version AS Version FROM portal_certificates WHERE host IN @keys", keys, cancellation);

    public Task<IReadOnlyDictionary<string, long>> Persons(string[] keys, CancellationToken cancellation) =>
        Read("SELECT id AS Key, version AS Version FROM portal_persons WHERE id IN @keys", keys, cancellation);

    public Task<IReadOnlyDictionary<string, long>> Customers(string[] keys, CancellationToken cancellation) =>
        Read("SELECT id AS Key, version AS Version FROM portal_customers WHERE id IN @keys", keys, cancellation);

    private async Task<IReadOnlyDictionary<string, long>> Read(string sql, string[] keys, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { keys }, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.Key, row => row.Version, StringComparer.Ordinal);
    }

    private sealed class Row
    {
        public required string Key { get; init; }
        public required long Version { get; init; }
    }
}
