using System.Data.Common;
using System.Text;
using Dapper;
using Portal.Certificates;
using Portal.Dns;
using Portal.Storage;

namespace Portal.Domains;

internal sealed class DomainDirectory(PortalDatabase database) : IDomainDirectory
{
    private const string From = """
         FROM portal_domains d
        LEFT JOIN portal_brands b ON b.id = d.brand
        LEFT JOIN portal_certificates c ON c.host = d.host
        LEFT JOIN portal_dns n ON n.host = d.host
        WHERE d.deleted = 0
        """;

    public async Task<Page<DomainRow>> List(ListQuery query, CancellationToken cancellation)
    {
        var sql = new StringBuilder("""
            SELECT d.host, d.display, d.brand, COALESCE(d.brand_name, b.name, d.brand) AS brandName, d.status, d.version,
              d.changed_at AS changedAt, c.state AS certificateState, c.not_after AS notAfter,
              c.failure, c.failure_kind AS failureKind, n.verdict
            """);
        AppendFilter(sql, query);
        if (query.Cursor is not null)
            sql.Append(" AND d.host > @Cursor");
        sql.Append(" ORDER BY d.host LIMIT @Limit");

        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(Command(sql, query, cancellation))).AsList();
        var more = rows.Count > query.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        return new Page<DomainRow>(rows.ConvertAll(row => row.ToLine()), more ? rows[^1].Host : null);
    }

    public async Task<long> Count(ListQuery query, CancellationToken cancellation)
    {
        var sql = new StringBuilder("SELECT COUNT(*)");
        AppendFilter(sql, query);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<long>(Command(sql, query, cancellation));
    }

    public Task<bool> Exists(string host, CancellationToken cancellation) =>
        Any("SELECT 1 FROM portal_domains WHERE host = @key AND deleted = 0", host, cancellation);

    public async Task<string?> BrandOf(string host, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT brand FROM portal_domains WHERE host = @host AND deleted = 0", new { host }, cancellationToken: cancellation));
    }

    public async Task<long> CountByTemplate(string customer, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM portal_domains WHERE template_customer = @customer AND deleted = 0", new { customer }, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<string>> HostsByTemplate(
        string customer, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation)
    {
        var own = brands is null ? null : new SqlList(brands);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            $"""
            SELECT host FROM portal_domains
            WHERE template_customer = @customer AND deleted = 0{(own is null ? "" : " AND brand IN @own")} ORDER BY host LIMIT @limit
            """,
            new { customer, own, limit },
            cancellationToken: cancellation))).AsList();
    }

    public async Task<long> CountByBrand(string brand, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM portal_domains WHERE brand = @brand AND deleted = 0", new { brand }, cancellationToken: cancellation));
    }

    private static void AppendFilter(StringBuilder sql, ListQuery query)
    {
        sql.Append(From);
        if (query.Brands is not null)
            sql.Append(" AND d.brand IN @Brands");
        if (!string.IsNullOrWhiteSpace(query.Text))
            sql.Append(@" AND (d.search LIKE @Text ESCAPE '\' OR (d.brand_name IS NULL AND b.search LIKE @Text ESCAPE '\'))");
    }

    private static CommandDefinition Command(StringBuilder sql, ListQuery query, CancellationToken cancellation) => new(
        sql.ToString(),
        new
        {
            Text = Like.FoldedHost(query.Text),
            query.Cursor,
            Brands = query.Brands is { } own ? new SqlList(own) : null,
            Limit = query.Limit + 1,
        },
        cancellationToken: cancellation);

    private async Task<bool> Any(string sql, string key, CancellationToken cancellation)
    {
        await using DbConnection connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(sql, new { key }, cancellationToken: cancellation)) is not null;
    }

    private sealed class Row
    {
        public required string Host { get; init; }
        public required string Display { get; init; }
        public required string Brand { get; init; }
        public required string BrandName { get; init; }
        public required string Status { get; init; }
        public required long Version { get; init; }
        public required long ChangedAt { get; init; }
        public string? CertificateState { get; init; }
        public long? NotAfter { get; init; }
        public string? Failure { get; init; }
        public string? FailureKind { get; init; }
        public string? Verdict { get; init; }

        public DomainRow ToLine() => new(
            Host, Display, Brand, BrandName,
            Status == "disabled" ? DomainStatus.Disabled : DomainStatus.Enabled,
            Version,
            DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt),
            Enum.TryParse<CertificateState>(CertificateState, ignoreCase: true, out var state) ? state : Certificates.CertificateState.None,
            NotAfter is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null,
            Failure,
            Enum.TryParse<CertificateFailureKind>(FailureKind, ignoreCase: true, out var kind) ? kind : CertificateFailureKind.Other,
            Enum.TryParse<DnsVerdict>(Verdict, ignoreCase: true, out var verdict) ? verdict : DnsVerdict.Unknown);
    }
}
