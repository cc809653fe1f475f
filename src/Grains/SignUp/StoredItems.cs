using Portal.Customers;
using Portal.Saving;

namespace Portal.SignUp;

/// <summary>Rows as the saga's document keeps them: each kind in a list of its own, in the order that they came.</summary>
internal sealed record StoredItems : Kept
{
    public Payment[] Payments { get; init; } = [];
    public CustomerRoute[] Routes { get; init; } = [];
    public CustomerPackage[] Packages { get; init; } = [];
    public CustomerAlert[] Alerts { get; init; } = [];
    public CustomerContract[] Contracts { get; init; } = [];

    public static StoredItems Of(IReadOnlyCollection<ItemSettings> items) => new()
    {
        Payments = [.. items.OfType<Payment>()],
        Routes = [.. items.OfType<CustomerRoute>()],
        Packages = [.. items.OfType<CustomerPackage>()],
        Alerts = [.. items.OfType<CustomerAlert>()],
        Contracts = [.. items.OfType<CustomerContract>()],
    };

    public ItemSettings[] ToItems() => [.. Payments, .. Routes, .. Packages, .. Alerts, .. Contracts];
}
