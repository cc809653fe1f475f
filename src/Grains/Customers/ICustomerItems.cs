using Portal.Storage;

namespace Portal.Customers;

/// <summary>Reads the rows that hang on customers; their owning grain alone writes them.</summary>
internal interface ICustomerItems
{
    /// <summary>Newest first: payments by their time, contracts and others by when they were made.</summary>
    Task<Page<ItemView>> List(string customer, ItemKind kind, ListQuery query, CancellationToken cancellation);

    /// <summary>All that a query finds, in the order of <see cref="List"/>, as they are read.</summary>
    IAsyncEnumerable<ItemView> All(string customer, ItemKind kind, ListQuery query, CancellationToken cancellation);

    /// <summary>The times of the oldest and the newest; null: there are none.</summary>
    Task<(DateTimeOffset From, DateTimeOffset To)?> Span(string customer, ItemKind kind, CancellationToken cancellation);

    /// <summary>Null unless this customer has it.</summary>
    Task<ItemView?> Find(string customer, ItemKind kind, string id, CancellationToken cancellation);

    /// <summary>The completed payments in one currency less what calls were charged.</summary>
    Task<Money> Balance(string customer, string currency, CancellationToken cancellation);

    /// <summary>What it was once this payment had been made; null: the payment is gone.</summary>
    Task<Money?> BalanceAfter(string customer, string currency, string payment, CancellationToken cancellation);

    /// <summary>
    /// What calls were charged between each of these times and the one after it, by quarters of an hour: one less than there are times.
    /// </summary>
    Task<Money[]> ChargedBetween(
        string customer, string currency, IReadOnlyList<DateTimeOffset> newestFirst, CancellationToken cancellation);

    /// <summary>The same of each currency that payments or calls are in.</summary>
    Task<Balances> Balances(string customer, CancellationToken cancellation);

    /// <summary>How many there are of each kind.</summary>
    Task<IReadOnlyDictionary<ItemKind, long>> Counts(string customer, CancellationToken cancellation);
}
