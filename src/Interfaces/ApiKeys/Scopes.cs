namespace Portal.ApiKeys;

/// <summary>The names of what a key may be used for. Writing includes reading.</summary>
public static class Scopes
{
    /// <summary>Everything, also what later releases add.</summary>
    public const string Everything = "all";

    public static readonly string[] Known =
    [
        Everything, "domains.read", "domains.write", "brands.read", "brands.write", "files.read", "files.write",
        "customers.read", "customers.write", "calls.read", "calls.write", "audit.read", "apiKeys.read", "apiKeys.write",
        "operators.read", "operators.write", "platform.read", "platform.write",
    ];

    /// <summary>Whether somebody who holds these scopes may do what <paramref name="needed"/> names.</summary>
    public static bool Allow(string[] held, string needed)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(needed);
        return held.Contains(Everything, StringComparer.Ordinal)
            || held.Contains(needed, StringComparer.Ordinal)
            || (needed.EndsWith(".read", StringComparison.Ordinal)
                && held.Contains(string.Concat(needed.AsSpan(0, needed.Length - "read".Length), "write"), StringComparer.Ordinal));
    }
}
