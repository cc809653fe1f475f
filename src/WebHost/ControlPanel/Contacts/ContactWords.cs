using Portal.People;

namespace Portal.WebHost.ControlPanel;

/// <summary>Contacts in words. Pure.</summary>
internal static class ContactWords
{
    public static readonly (string Value, string Text)[] Roles =
    [
        ("all", "Everything the customer sees, including its people"),
        ("billing", "Billing: payments, invoices, packages, contracts, documents"),
        ("technical", "Technical: calls, routes, alerts, numbers, authentication"),
        ("readOnly", "Read-only: sees everything, changes nothing"),
    ];

    public static (string Kind, string Text) State(ContactRow contact) => State(contact.Status, contact.IsInvited);

    public static (string Kind, string Text) State(ContactStatus status, bool isInvited) =>
        status == ContactStatus.Disabled ? ("off", "Disabled") : isInvited ? ("wait", "Invited") : ("good", "Active");
}
