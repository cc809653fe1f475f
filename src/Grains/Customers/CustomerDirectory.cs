using System.Text.Json;
using System.Text;
using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Customers;

internal sealed class CustomerDirectory(PortalDatabase database) : ICustomerDirectory
{
    private const int MostTags = 500;

    // A brand by domain is joined, never copied: a domain that changes its brand takes its customers along.
    private const string From = """
         FROM portal_customers c
        LEFT JOIN portal_domains d ON d.host = c.domain AND d.deleted = 0
        WHERE c.deleted = 0 AND c.kind = @Kind
        """;

    private static readonly string Select = $"""
        SELECT c.id, c.name, c.sort_name AS sortName, c.status, c.currency, c.domain, COALESCE(d.brand, c.reseller) AS brand, c.tags,
          {BalanceSql.Of("c.id", "c.currency")} AS micro,
          (SELECT COUNT(*) FROM portal_contacts p WHERE p.customer = c.id) AS contacts, c.version, c.changed_at AS changedAt
        """;

    public async Task<Page<CustomerRow>> List(CustomerQuery query, CancellationToken cancellation)
    {
        var sql = new StringBuilder(Select);
        AppendFilter(sql, query);
        var after = ParseCursor(query.List.Cursor);
        if (after is not null)
            sql.Append(" AND (c.sort_name, c.id) > (@AfterName, @AfterId)");
        sql.Append(" ORDER BY c.sort_name, c.id LIMIT @Limit");
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(Command(sql, query, after, cancellation))).AsList();
        var more = rows.Count > query.List.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        return new Page<CustomerRow>(rows.ConvertAll(row => row.ToLine(query.Kind)), more ? $"{rows[^1].Id}~{rows[^1].SortName}" : null);
    }

    public async Task<long> Count(CustomerQuery query, CancellationToken cancellation)
    {
        var sql = new StringBuilder("SELECT COUNT(*)");
        AppendFilter(sql, query);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<long>(Command(sql, query, null, cancellation));
    }

    public async Task<CustomerRow?> Find(string id, CustomerKind kind, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            Select + From + " AND c.id = @id", new { id, Kind = Word(kind) }, cancellationToken: cancellation));
        return row?.ToLine(kind);
    }

    public async Task<IReadOnlyList<string>> Tags(CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT DISTINCT tag FROM portal_customer_tags ORDER BY tag LIMIT @most", new { most = MostTags }, cancellationToken: cancellation))).AsList();
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

    private static void AppendFilter(StringBuilder sql, CustomerQuery query)
    {
        sql.Append(From);
        if (query.List.Brands is not null)
            sql.Append(" AND COALESCE(d.brand, c.reseller) IN @Brands");
        if (!string.IsNullOrWhiteSpace(query.List.Text))
            AppendText(sql, query);
        if (query.Status is not null)
            sql.Append(" AND c.status = @Status");
        if (query.Domain is not null)
            sql.Append(" AND c.domain = @Domain");
        if (query.Reseller is not null)
            sql.Append(" AND c.reseller = @Reseller");
        if (query.Tag is not null)
            sql.Append(" AND EXISTS (SELECT 1 FROM portal_customer_tags t WHERE t.tag = @Tag AND t.customer = c.id)");
    }

    /// <summary>By what the customer itself is called, and by its people: name, e-mail, department, phone.</summary>
    private static void AppendText(StringBuilder sql, CustomerQuery query)
    {
        sql.Append(@" AND (c.search LIKE @Text ESCAPE '\' OR c.domain LIKE @HostText ESCAPE '\'");
        sql.Append(@" OR c.id IN (SELECT p.customer FROM portal_contacts p WHERE p.search LIKE @Text ESCAPE '\'");
        if (Like.Digits(query.List.Text) is not null)
        {
            sql.Append(@" OR p.phones LIKE @Digits ESCAPE '\'");
            // Phones are the person's own: of somebody who has places elsewhere a reseller doesn't see them, and can't try them out here.
            if (query.List.Brands is not null)
                sql.Append(" AND (SELECT COUNT(*) FROM portal_contacts other WHERE other.person = p.person) = 1");
        }

        sql.Append("))");
    }

    private static CommandDefinition Command(StringBuilder sql, CustomerQuery query, (string Name, string Id)? after, CancellationToken cancellation) => new(
        sql.ToString(),
        new
        {
            Kind = Word(query.Kind),
            Brands = query.List.Brands is { } own ? new SqlList(own) : null,
            Text = Like.Folded(query.List.Text),
            HostText = Like.Host(query.List.Text),
            Digits = Like.Digits(query.List.Text),
            Status = query.Status is { } status ? Word(status) : null,
            query.Domain,
            query.Reseller,
            query.Tag,
            AfterName = after?.Name,
            AfterId = after?.Id,
            Limit = query.List.Limit + 1,
        },
        cancellationToken: cancellation);

    private static (string Name, string Id)? ParseCursor(string? cursor)
    {
        var split = cursor?.IndexOf('~', StringComparison.Ordinal) ?? -1;
        return split > 0 ? (cursor![(split + 1)..], cursor[..split]) : null;
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string SortName { get; init; }
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
