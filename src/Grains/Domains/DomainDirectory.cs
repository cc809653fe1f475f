using System.Data.Common;
using Dapper;
using Portal.Certificates;
using Portal.Dns;
using Portal.Lists;
using Portal.Storage;

namespace Portal.Domains;

internal sealed class DomainDirectory(PortalDatabase database, ListReader lists) : IDomainDirectory
{
    public Task<Page<DomainRow>> List(ListQuery query, CancellationToken cancellation) =>
        lists.Page<Row, DomainRow>(DomainList.Plan, query, null, row => row.ToLine(), cancellation);

    public IAsyncEnumerable<DomainRow> All(ListQuery query, CancellationToken cancellation) =>
        lists.All<Row, DomainRow>(DomainList.Plan, query, null, row => row.ToLine(), cancellation);

    public Task<long> Count(ListQuery query, CancellationToken cancellation) => lists.Count(DomainList.Plan, query, null, cancellation);

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
            "SELECT COUNT(*) FROM portal_domains WHERE template_customer = @customer AND deleted = 0",
            new { customer },
            cancellationToken: cancellation));
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

    private async Task<bool> Any(string sql, string key, CancellationToken cancellation)
    {
        await using DbConnection connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(
            new CommandDefinition(sql, new { key }, cancellationToken: cancellation)) is not null;
    }

    private sealed class Row : ListRow
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
