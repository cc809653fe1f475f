using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>The names that an enumeration has in JSON: camelCase, case-sensitive.</summary>
internal static class Names<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);

    public static string[] All { get; } = [.. Values.Keys];

    public static string Advice { get; } = $"This value doesn't exist. Allowed: {string.Join(", ", All)}.";

    public static string Of(T value) => UnknownNames.Of(value);

    /// <summary>Also what <see cref="Of"/> says of a value that only a newer release knows: what was read can be sent back.</summary>
    public static bool TryParse(string text, out T value) => Values.TryGetValue(text, out value) || UnknownNames.TryParse(text, out value);
}
