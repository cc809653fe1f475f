using Portal.Storage;

namespace Portal.Customers;

/// <summary>The read model of customers and carriers.</summary>
internal interface ICustomerDirectory
{
    /// <summary>By <see cref="CustomerList"/>.</summary>
    Task<Page<CustomerRow>> List(CustomerQuery query, CancellationToken cancellation);

    /// <summary>All of it, from the start, as it is read.</summary>
    IAsyncEnumerable<CustomerRow> All(CustomerQuery query, CancellationToken cancellation);

    /// <summary>How many the query matches, all of them.</summary>
    Task<long> Count(CustomerQuery query, CancellationToken cancellation);

    /// <summary>Whether there is one of this kind: what is asked before its grain is woken.</summary>
    Task<bool> Exists(string id, CustomerKind kind, CancellationToken cancellation);

    /// <summary>Null: there is no such one of this kind.</summary>
    Task<CustomerRow?> Find(string id, CustomerKind kind, CancellationToken cancellation);

    /// <summary>What these customers are called, by their ids; those that were deleted, too.</summary>
    Task<IReadOnlyDictionary<string, string>> Names(IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>All tags in use, in order; at most 500.</summary>
    Task<IReadOnlyList<string>> Tags(CancellationToken cancellation);

    /// <summary>How many customers and carriers sign in on this domain alone.</summary>
    Task<long> CountByDomain(string host, CancellationToken cancellation);

    /// <summary>How many customers and carriers name this brand as their reseller.</summary>
    Task<long> CountByReseller(string brand, CancellationToken cancellation);
}

/// <param name="List">Text, filters, paging, and a reseller's brands.</param>
internal sealed record CustomerQuery(ListQuery List, CustomerKind Kind = CustomerKind.Customer)
{
    public CustomerQuery With(string filter, string? value) => this with { List = List.With(filter, value) };
}

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
