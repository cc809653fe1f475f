using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>The states of a customer by the names that the contract fixes: unlike all others, one has a hyphen.</summary>
internal static class CustomerStatuses
{
    private static readonly (string Name, CustomerStatus Value)[] Names =
    [
        ("active", CustomerStatus.Active),
        ("inactive", CustomerStatus.Inactive),
        ("penalty", CustomerStatus.Penalty),
        ("pending-approval", CustomerStatus.PendingApproval),
    ];

    public static readonly string[] All = [.. Names.Select(one => one.Name)];

    public static readonly string Advice = $"This status doesn't exist. Allowed: {string.Join(", ", All)}.";

    public static string Of(CustomerStatus value) => Array.Find(Names, one => one.Value == value).Name ?? UnknownNames.Of(value);

    public static CustomerStatus? Parse(string text) =>
        Array.Find(Names, one => one.Name == text) is { Name: not null } found ? found.Value
        : UnknownNames.TryParse<CustomerStatus>(text, out var value) ? value
        : null;
}
