using System.Collections.Frozen;
using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.WebHost.Front;

/// <summary>
/// Versions by the thousand, from the read models: what a lease costs instead of a grain call for each document. Keys come
/// in order, so many of them are read as one run over the index; a lease then never costs more than one look over the table.
/// </summary>
internal sealed class StoredVersions(PortalDatabase database, IEnumerable<IFollowUp> subjects)
{
    // So few are asked for one by one.
    private const int Few = 50;

    private readonly FrozenDictionary<string, ReadModel> models = subjects
        .Where(one => one.Subject.Lines is not null)
        .ToFrozenDictionary(one => one.Subject.FeedKey(""), one => one.Subject.Lines!, StringComparer.Ordinal);

    /// <param name="prefix">The head of the keys in the feed: <c>domain/</c>.</param>
    public async Task<IReadOnlyDictionary<string, long>> Of(string prefix, string[] keys, CancellationToken cancellation)
    {
        var model = models[prefix];
        var (table, key, version) = (model.Table, model.Key, model.Shown);
        var versions = new Dictionary<string, long>(keys.Length, StringComparer.Ordinal);
        if (keys.Length == 0)
            return versions;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var command = keys.Length <= Few
            ? new CommandDefinition(
                $"SELECT {key}, {version} FROM {table} WHERE {key} IN @keys",
                new { keys = new SqlList(keys) },
                cancellationToken: cancellation)
            : new CommandDefinition(
                $"SELECT {key}, {version} FROM {table} WHERE {key} >= @first AND {key} <= @last",
                new { first = keys[0], last = keys[^1] },
                cancellationToken: cancellation);
        await using var reader = await connection.ExecuteReaderAsync(command);
        while (await reader.ReadAsync(cancellation))
            versions[reader.GetString(0)] = reader.GetInt64(1);
        return versions;
    }
}
