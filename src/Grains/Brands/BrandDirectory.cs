using System.Text;
using Dapper;
using Portal.Storage;

namespace Portal.Brands;

internal sealed class BrandDirectory(PortalDatabase database) : IBrandDirectory
{
    public async Task<Page<BrandRow>> List(ListQuery query, CancellationToken cancellation)
    {
        var sql = new StringBuilder("""
            SELECT b.id, b.name, b.logo, b.primary_color AS primaryColor, b.version, b.changed_at AS changedAt,
              (SELECT COUNT(*) FROM portal_domains d WHERE d.brand = b.id AND d.deleted = 0) AS domains
            FROM portal_brands b WHERE b.deleted = 0
            """);
        if (query.Brands is not null)
            sql.Append(" AND b.id IN @Brands");
        if (!string.IsNullOrWhiteSpace(query.Text))
            sql.Append(@" AND b.search LIKE @Text ESCAPE '\'");
        if (query.Cursor is not null)
            sql.Append(" AND b.id > @Cursor");
        sql.Append(" ORDER BY b.id LIMIT @Limit");

        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            sql.ToString(),
            new
            {
                Text = Like.Folded(query.Text),
                query.Cursor,
                Brands = query.Brands is { } own ? new SqlList(own) : null,
                Limit = query.Limit + 1,
            },
            cancellationToken: cancellation))).AsList();
        var more = rows.Count > query.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        return new Page<BrandRow>(rows.ConvertAll(row => row.ToLine()), more ? rows[^1].Id : null);
    }

    public async Task<bool> Exists(string id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            "SELECT 1 FROM portal_brands WHERE id = @id AND deleted = 0", new { id }, cancellationToken: cancellation)) is not null;
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public string? Logo { get; init; }
        public string? PrimaryColor { get; init; }
        public required long Version { get; init; }
        public required long ChangedAt { get; init; }
        public required long Domains { get; init; }

        public BrandRow ToLine() => new(Id, Name, Logo, PrimaryColor, Domains, Version, DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt));
    }
}
