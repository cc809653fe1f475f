namespace Portal.People;

/// <summary>
/// Where an address signs in: one domain, or all that no reseller holds. An address is unique within its scope. Pure.
/// </summary>
public static class LoginScope
{
    /// <summary>Of customers without a domain. It conflicts with every other scope.</summary>
    public const string Anywhere = "*";

    /// <param name="domain">The customer's domain; null: none.</param>
    public static string Of(string? domain) => domain ?? Anywhere;

    /// <summary>Whether one address can't be in both for two persons.</summary>
    public static bool Conflict(string one, string other) => one == other || one == Anywhere || other == Anywhere;

    /// <summary>The scopes whose people may sign in on a host.</summary>
    /// <param name="heldByReseller">Whether a reseller holds the host's brand: a reseller's script must not read the operator's
    /// own customers.</param>
    public static string[] On(string host, bool heldByReseller) => heldByReseller ? [host] : [host, Anywhere];
}
