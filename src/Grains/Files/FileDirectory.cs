using Dapper;
using Portal.Lists;
using Portal.Storage;

namespace Portal.Files;

internal sealed class FileDirectory(PortalDatabase database, ListReader lists, IEnumerable<IFileUses> users) : IFileDirectory
{
    private const string Select = $"SELECT {FileList.Fields} FROM portal_files f WHERE f.deleted = 0";

    public Task<Page<FileView>> List(ListQuery query, CancellationToken cancellation) =>
        lists.Page<Row, FileView>(FileList.Plan, query, null, row => row.ToView(), cancellation);

    public Task<FileView?> Find(FileKey key, CancellationToken cancellation) =>
        One(key.Name, " AND name = @key", new { key = key.ToString() }, cancellation);

    public Task<FileView?> Resolve(string name, string? brand, CancellationToken cancellation) =>
        One(
            name,
            " AND file = @name AND (owner IS NULL OR owner = @brand) ORDER BY CASE WHEN owner IS NULL THEN 1 ELSE 0 END LIMIT 1",
            new { name, brand },
            cancellation);

    public async Task<IReadOnlyList<string>> Uses(
        FileKey key, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var user in users)
        {
            if (found.Count < limit)
                found.AddRange(await user.Of(key, brands, limit - found.Count, cancellation));
        }

        return found;
    }

    public async Task<(byte[] Content, string Type)?> Read(string hash, CancellationToken cancellation)
    {
        if (hash is not { Length: 32 } || !hash.All(char.IsAsciiHexDigitLower))
            return null;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var blob = await connection.QuerySingleOrDefaultAsync<Blob>(new CommandDefinition(
            "SELECT data, type FROM portal_blobs WHERE hash = @hash", new { hash }, cancellationToken: cancellation));
        return blob is null ? null : (blob.Data, blob.Type);
    }

    private async Task<FileView?> One(string name, string condition, object arguments, CancellationToken cancellation)
    {
        if (FileName.Check(name).Length > 0)
            return null;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            Select + condition, arguments, cancellationToken: cancellation));
        return row?.ToView();
    }

    private sealed class Row : ListRow
    {
        public required string Name { get; init; }
        public string? Owner { get; init; }
        public required string Type { get; init; }
        public required int Width { get; init; }
        public required int Height { get; init; }
        public required long Bytes { get; init; }
        public required string Hash { get; init; }
        public required long Version { get; init; }
        public required long ChangedAt { get; init; }

        public FileView ToView() =>
            new(Name, Type, Width, Height, Bytes, Hash, Version, DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt), Owner);
    }

    private sealed class Blob
    {
        public required byte[] Data { get; init; }
        public required string Type { get; init; }
    }
}
