using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Portal.People;

/// <summary>
/// Tokens of cookies and links: <c>p_….&lt;64 hex digits&gt;</c>, so that the person is found without an index of tokens. Only
/// hashes are stored.
/// </summary>
internal static class PersonTokens
{
    private const int Digits = 64;
    private const int LongestPerson = 64;

    private static readonly SearchValues<char> Ids = SearchValues.Create("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>256 random bits.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Digits / 2));

    /// <summary>What is stored of a token (without the person's id).</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("person/" + token)));

    public static string Join(string person, string token) => $"{person}.{token}";

    /// <summary>False for whatever was not made by <see cref="Join"/>.</summary>
    public static bool Split([NotNullWhen(true)] string? value, out string person, out string token)
    {
        (person, token) = ("", "");
        var dot = value?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot is < 3 or > LongestPerson || value!.Length != dot + 1 + Digits
            || !value.StartsWith("p_", StringComparison.Ordinal)
            || value.AsSpan(2, dot - 2).ContainsAnyExcept(Ids)
            || value.AsSpan(dot + 1).ContainsAnyExcept(Hex))
            return false;
        (person, token) = (value[..dot], value[(dot + 1)..]);
        return true;
    }
}
