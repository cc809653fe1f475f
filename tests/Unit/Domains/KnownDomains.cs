using Portal.Domains;
using Portal.Storage;

namespace Portal.Tests.Unit.Domains;

/// <summary>A list of domains that has what a test says it has.</summary>
internal sealed class KnownDomains(params (string Host, string Brand)[] domains) : IDomainDirectory
{
    public Task<bool> Exists(string host, CancellationToken cancellation) => Task.FromResult(domains.Any(domain => domain.Host == host));

    public Task<string?> BrandOf(string host, CancellationToken cancellation) =>
        Task.FromResult<string?>(Array.Find(domains, domain => domain.Host == host).Brand);

    public Task<Page<DomainRow>> List(ListQuery query, CancellationToken cancellation) =>
        Task.FromResult(new Page<DomainRow>(
            [.. domains.Where(domain => domain.Host.Contains(query.Text!, StringComparison.Ordinal)).Select(Row)],
            null));

    public IAsyncEnumerable<DomainRow> All(ListQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long> Count(ListQuery query, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long> CountByTemplate(string customer, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long> CountByBrand(string brand, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> HostsByTemplate(
        string customer, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    private static DomainRow Row((string Host, string Brand) domain) => new(
        domain.Host, domain.Host, domain.Brand, domain.Brand, DomainStatus.Enabled, 1, default, default, null, null, default, default);
}
