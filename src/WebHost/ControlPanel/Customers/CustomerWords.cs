using Portal.Access;
using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>Customers and carriers in words, and where their pages are. Pure.</summary>
internal static class CustomerWords
{
    public static readonly (string Value, string Text)[] Statuses =
        [("active", "Active"), ("inactive", "Inactive"), ("penalty", "Penalty"), ("pendingApproval", "Waiting for approval")];

    public static (string Kind, string Text) Badge(CustomerStatus status) =>
        UnknownNames.IsUnknown(status) ? ("off", UnknownNames.Of(status)) : status switch
        {
            CustomerStatus.Active => ("good", "Active"),
            CustomerStatus.Penalty => ("bad", "Penalty"),
            CustomerStatus.PendingApproval => ("wait", "Waiting for approval"),
            CustomerStatus.Inactive => ("off", "Inactive"),
        };

    /// <summary>The segment of a kind's pages: <c>customers</c>, <c>carriers</c>.</summary>
    public static string Segment(CustomerKind kind) => kind == CustomerKind.Carrier ? "carriers" : "customers";

    public static CustomerKind Kind(string segment) => segment == "carriers" ? CustomerKind.Carrier : CustomerKind.Customer;

    public static string Path(CustomerSettings customer) => $"/{Segment(customer.Kind)}/{customer.Id}";

    public static string One(CustomerKind kind) => kind == CustomerKind.Carrier ? "carrier" : "customer";

    public static string Role(ContactRole role) => UnknownNames.IsUnknown(role) ? UnknownNames.Of(role) : role switch
    {
        ContactRole.All => "Everything",
        ContactRole.Billing => "Billing",
        ContactRole.Technical => "Technical",
        ContactRole.ReadOnly => "Read-only",
    };
}
