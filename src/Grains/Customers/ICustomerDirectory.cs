using Portal.Storage;

namespace Portal.Customers;

/// <summary>The read model of customers and carriers.</summary>
internal interface ICustomerDirectory
{
    /// <summary>In the order of name, then id.</summary>
    Task<Page<CustomerRow>> List(CustomerQuery query, CancellationToken cancellation);

    Task<long> Count(CustomerQuery query, CancellationToken cancellation);

    /// <summary>Null: there is no such one of this kind.</summary>
    Task<CustomerRow?> Find(string id, CustomerKind kind, CancellationToken cancellation);

    /// <summary>All tags in use, in order; at most 500.</summary>
    Task<IReadOnlyList<string>> Tags(CancellationToken cancellation);

    /// <summary>How many customers and carriers sign in on this domain alone.</summary>
    Task<long> CountByDomain(string host, CancellationToken cancellation);

    /// <summary>How many customers and carriers name this brand as their reseller.</summary>
    Task<long> CountByReseller(string brand, CancellationToken cancellation);
}

/// <param name="List">Text, paging, and a reseller's brands.</param>
internal sealed record CustomerQuery(
    ListQuery List,
    CustomerKind Kind = CustomerKind.Customer,
    CustomerStatus? Status = null,
    string? Domain = null,
    string? Tag = null,
    string? Reseller = null);

/// <summary>A customer's line in lists.</summary>
/// <param name="Brand">By domain, else its reseller; null: the operator's own.</param>
/// <param name="Balance">Completed payments less charges, in its currency.</param>
public sealed record CustomerRow(
    string Id,
    CustomerKind Kind,
    string Name,
    CustomerStatus Status,
    string Currency,
    string? Domain,
    string? Brand,
    string[] Tags,
    Money Balance,
    long Contacts,
    long Version,
    DateTimeOffset ChangedAt);
