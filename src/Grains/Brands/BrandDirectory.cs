using Dapper;
using Portal.Lists;
using Portal.Storage;

namespace Portal.Brands;

internal sealed class BrandDirectory(PortalDatabase database, ListReader lists) : IBrandDirectory
{
    public Task<Page<BrandRow>> List(ListQuery query, CancellationToken cancellation) =>
        lists.Page<Row, BrandRow>(BrandList.Plan, query, null, row => row.ToLine(), cancellation);

    public IAsyncEnumerable<BrandRow> All(ListQuery query, CancellationToken cancellation) =>
        lists.All<Row, BrandRow>(BrandList.Plan, query, null, row => row.ToLine(), cancellation);

    public async Task<bool> Exists(string id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            "SELECT 1 FROM portal_brands WHERE id = @id AND deleted = 0", new { id }, cancellationToken: cancellation)) is not null;
    }

    private sealed class Row : ListRow
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
