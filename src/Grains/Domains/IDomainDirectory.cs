using Portal.Certificates;
using Portal.Dns;
using Portal.Storage;

namespace Portal.Domains;

/// <summary>One line of the list of domains.</summary>
/// <param name="Display">The host as people read it (U-labels).</param>
/// <param name="BrandName">The domain's own brand name, else its brand's.</param>
public sealed record DomainRow(
    string Host,
    string Display,
    string Brand,
    string BrandName,
    DomainStatus Status,
    long Version,
    DateTimeOffset ChangedAt,
    CertificateState CertificateState,
    DateTimeOffset? CertificateNotAfter,
    string? Failure,
    CertificateFailureKind FailureKind,
    DnsVerdict Dns);

/// <summary>The read model of domains: lists and look-ups by SQL, no grain woken.</summary>
internal interface IDomainDirectory
{
    /// <summary>By <see cref="DomainList"/>; search matches parts of host, display name, brand and brand name.</summary>
    Task<Page<DomainRow>> List(ListQuery query, CancellationToken cancellation);

    /// <summary>All of it, from the start, as it is read.</summary>
    IAsyncEnumerable<DomainRow> All(ListQuery query, CancellationToken cancellation);

    /// <summary>How many the query matches, all of them.</summary>
    Task<long> Count(ListQuery query, CancellationToken cancellation);

    /// <summary>Whether a live (not deleted) domain has this host: what a front end asks before it wakes a grain.</summary>
    Task<bool> Exists(string host, CancellationToken cancellation);

    /// <summary>The brand of a live domain; null: there is no such domain.</summary>
    Task<string?> BrandOf(string host, CancellationToken cancellation);

    /// <summary>How many domains have this customer as their template.</summary>
    Task<long> CountByTemplate(string customer, CancellationToken cancellation);

    /// <summary>The hosts of some of them, in their order.</summary>
    /// <param name="brands">Only what belongs to these; null: all.</param>
    Task<IReadOnlyList<string>> HostsByTemplate(
        string customer, IReadOnlyCollection<string>? brands, int limit, CancellationToken cancellation);

    Task<long> CountByBrand(string brand, CancellationToken cancellation);
}
