using System.Security.Cryptography;
using System.Text;
using Portal.People;

namespace Portal.SignUp;

/// <summary>The token of a sign-up's mailed link: <c>su_….</c> and 256 random bits as hex digits.</summary>
internal static class SignUpLink
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private const string Prefix = "su_";

    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string PathOf(string id, string token) => $"/verify-email?token={id}.{token}";

    /// <summary>What is stored and compared in its place.</summary>
    public static string HashOf(string token) => TokenHash.Of(token);

    /// <summary>Whether two hashes are one, in the same time whatever they are.</summary>
    public static bool Same(string? stored, string given) =>
        stored is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(stored), Encoding.UTF8.GetBytes(given));

    /// <summary>The grain's key for a form's operation id; null unless it is 32 hex digits.</summary>
    public static string? KeyOf(string? operationId) =>
        operationId is { Length: 32 } && operationId.All(char.IsAsciiHexDigitLower) ? Prefix + operationId : null;

    public static bool IsKey(string holder) => holder.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The parts of a link's token, if it has the form of a sign-up's.</summary>
    public static bool TryRead(string? text, out string id, out string tokenHash)
    {
        id = tokenHash = "";
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot != Prefix.Length + 32 || !IsKey(text!) || KeyOf(text![Prefix.Length..dot]) is not { } key || text.Length != dot + 1 + 64)
            return false;
        id = key;
        tokenHash = HashOf(text[(dot + 1)..]);
        return true;
    }
}
