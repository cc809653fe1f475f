using Portal.Feed;

namespace Portal.Customers;

/// <summary>A customer or carrier as staff and programs see it. Its balance is read from its rows (<c>ICustomerItems</c>).</summary>
/// <param name="Brand">The brand that it belongs to by domain or reseller; null: the operator's own.</param>
/// <param name="Refusal">Why its sign-up was refused; null: it wasn't, or nobody said why.</param>
[GenerateSerializer, Immutable, Alias("portal.CustomerView")]
public sealed record CustomerView(
    [property: Id(0)] CustomerSettings Settings,
    [property: Id(1)] long Version,
    [property: Id(2)] string? Brand,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset ChangedAt,
    [property: Id(5)] string? Refusal = null) : IShown
{
    public FeedNote ToNote() => new(FeedKeys.Customer(Settings.Id), Version);
}

/// <summary>A customer as front ends keep it for its people's sessions.</summary>
/// <param name="Settings">Null: deleted. Private notes are left out.</param>
/// <param name="ContractsDueAt">From when a required contract that nobody approved closes the other sections; null: none.</param>
[GenerateSerializer, Immutable, Alias("portal.CustomerSnapshot")]
public sealed record CustomerSnapshot(
    [property: Id(0)] string Id,
    [property: Id(1)] long Version,
    [property: Id(2)] CustomerSettings? Settings,
    [property: Id(3)] DateTimeOffset? ContractsDueAt);
