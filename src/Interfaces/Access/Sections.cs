namespace Portal.Access;

/// <summary>The sections of a portal, by key, in the order of the menu.</summary>
public static class Sections
{
    public static readonly string[] All =
    [
        "dashboard", "cdr", "latest-calls", "dialogs", "breakout", "payments", "invoices", "routes", "packages",
        "contracts", "alerts", "dids", "documents", "authentication", "contacts", "profile",
    ];

    /// <summary>Always there, whatever a domain or customer says.</summary>
    public static readonly string[] Always = ["dashboard", "profile"];
}
