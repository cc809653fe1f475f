using System.Text.Json;
using Dapper;
using Portal.Lists;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Customers;

internal sealed class CustomerDirectory(PortalDatabase database, ListReader lists) : ICustomerDirectory
{
    private const int MostTags = 500;

    // From one tag to the next in the index: a million customers have few tags, each of them many times.
    private const string EachTag = """
        WITH RECURSIVE each_tag (tag) AS (
          SELECT MIN(tag) FROM portal_customer_tags
          UNION ALL
          SELECT (SELECT MIN(t.tag) FROM portal_customer_tags t WHERE t.tag > each_tag.tag) FROM each_tag WHERE each_tag.tag IS NOT NULL)
        SELECT tag FROM each_tag WHERE tag IS NOT NULL LIMIT @most
        """;

    public Task<Page<CustomerRow>> List(CustomerQuery query, CancellationToken cancellation) =>
        lists.Page<Row, CustomerRow>(CustomerList.Plan, query.List, Scope(query.Kind), row => row.ToLine(query.Kind), cancellation);

    public IAsyncEnumerable<CustomerRow> All(CustomerQuery query, CancellationToken cancellation) =>
        lists.All<Row, CustomerRow>(CustomerList.Plan, query.List, Scope(query.Kind), row => row.ToLine(query.Kind), cancellation);

    public Task<long> Count(CustomerQuery query, CancellationToken cancellation) =>
        lists.Count(CustomerList.Plan, query.List, Scope(query.Kind), cancellation);

    public async Task<bool> Exists(string id, CustomerKind kind, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            $"SELECT 1 FROM portal_customers c WHERE {CustomerList.Where} AND c.id = @id",
            new { id, Kind = UnknownNames.Of(kind) },
            cancellationToken: cancellation)) is not null;
    }

    public async Task<CustomerRow?> Find(string id, CustomerKind kind, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {CustomerList.Fields} FROM portal_customers c {CustomerList.Joins} WHERE {CustomerList.Where} AND c.id = @id",
            new { id, Kind = UnknownNames.Of(kind) }, cancellationToken: cancellation));
        return row?.ToLine(kind);
    }

    public async Task<IReadOnlyDictionary<string, string>> Names(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<(string Id, string Name)>(new CommandDefinition(
            "SELECT id, name FROM portal_customers WHERE id IN @Ids", new { Ids = new SqlList(ids) }, cancellationToken: cancellation)))
            .ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<string>> Tags(CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            EachTag, new { most = MostTags }, cancellationToken: cancellation))).AsList();
    }

    public Task<long> CountByDomain(string host, CancellationToken cancellation) =>
        Count("SELECT COUNT(*) FROM portal_customers WHERE domain = @key AND deleted = 0", host, cancellation);

    public Task<long> CountByReseller(string brand, CancellationToken cancellation) =>
        Count("SELECT COUNT(*) FROM portal_customers WHERE reseller = @key AND deleted = 0", brand, cancellation);

    private async Task<long> Count(string sql, string key, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<long>(new CommandDefinition(sql, new { key }, cancellationToken: cancellation));
    }

    private static object Scope(CustomerKind kind) => new { Kind = UnknownNames.Of(kind) };

    private sealed class Row : ListRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Status { get; init; }
        public required string Currency { get; init; }
        public string? Domain { get; init; }
        public string? Brand { get; init; }
        public required string Tags { get; init; }
        public required long Micro { get; init; }
        public required long Contacts { get; init; }
        public required long Version { get; init; }
        public required long ChangedAt { get; init; }

        public CustomerRow ToLine(CustomerKind kind) => new(
            Id, kind, Name,
            UnknownNames.Keep<CustomerStatus>(Status),
            Currency, Domain, Brand,
            JsonSerializer.Deserialize<string[]>(Tags, PortalJson.Options) ?? [],
            Money.FromMicro(Micro, Currency),
            Contacts,
            Version,
            DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt));
    }
}
