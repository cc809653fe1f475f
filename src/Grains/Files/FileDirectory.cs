using System.Text;
using Dapper;
using Portal.Storage;

namespace Portal.Files;

/// <summary>Public files belong to the operator: all staff may choose from them, so a query's brands mean nothing here.</summary>
internal sealed class FileDirectory(PortalDatabase database) : IFileDirectory
{
    private const string Fields = "SELECT name, type, width, height, bytes, hash, version, changed_at AS ChangedAt FROM portal_files WHERE deleted = 0";

    public async Task<Page<FileView>> List(ListQuery query, CancellationToken cancellation)
    {
        var sql = new StringBuilder(Fields);
        if (!string.IsNullOrWhiteSpace(query.Text))
            sql.Append(@" AND name LIKE @Text ESCAPE '\'");
        if (query.Cursor is not null)
            sql.Append(" AND name > @Cursor");
        sql.Append(" ORDER BY name LIMIT @Limit");

        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            sql.ToString(),
            new { Text = Like.Contains(query.Text), query.Cursor, Limit = query.Limit + 1 },
            cancellationToken: cancellation))).AsList();
        var more = rows.Count > query.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        return new Page<FileView>(rows.ConvertAll(row => row.ToView()), more ? rows[^1].Name : null);
    }

    public async Task<FileView?> Find(string name, CancellationToken cancellation)
    {
        if (FileName.Check(name).Length > 0)
            return null;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Fields + " AND name = @name", new { name }, cancellationToken: cancellation));
        return row?.ToView();
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

    private sealed class Row
    {
        public required string Name { get; init; }
        public required string Type { get; init; }
        public required int Width { get; init; }
        public required int Height { get; init; }
        public required long Bytes { get; init; }
        public required string Hash { get; init; }
        public required long Version { get; init; }
        public required long ChangedAt { get; init; }

        public FileView ToView() => new(Name, Type, Width, Height, Bytes, Hash, Version, DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt));
    }

    private sealed class Blob
    {
        public required byte[] Data { get; init; }
        public required string Type { get; init; }
    }
}
