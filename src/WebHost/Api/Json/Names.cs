using System.Text.Json;

namespace Portal.WebHost.Api;

/// <summary>The names that an enumeration has in JSON: camelCase, case-sensitive.</summary>
internal static class Names<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);

    public static string[] All { get; } = [.. Values.Keys];

    public static string Advice { get; } = $"This value doesn't exist. Allowed: {string.Join(", ", All)}.";

    public static string Of(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static bool TryParse(string text, out T value) => Values.TryGetValue(text, out value);
}
