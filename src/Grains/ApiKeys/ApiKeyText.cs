using System.Security.Cryptography;
using System.Text;

namespace Portal.ApiKeys;

/// <summary>
/// The text of API keys: <c>ak7f3k9m2q_</c> and 52 digits of base 32, 256 random bits. The part before the underscore is no
/// secret.
/// </summary>
internal static class ApiKeyText
{
    // Crockford's digits in lower case: no letter that is read as another.
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int PrefixLength = 8;
    private const int SecretLength = 52;

    /// <summary>The longest text that is looked up at all.</summary>
    public const int Longest = 200;

    /// <summary>What ops may set as the first key.</summary>
    public const int Shortest = 32;

    public static (string Key, ApiKeyDigest Digest) New()
    {
        var key =
            "ak" + RandomNumberGenerator.GetString(Digits, PrefixLength) + "_" + RandomNumberGenerator.GetString(Digits, SecretLength);
        return (key, DigestOf(key));
    }

    /// <summary>The digest of any key, also of one that ops chose.</summary>
    public static ApiKeyDigest DigestOf(string key)
    {
        var end = key.IndexOf('_', StringComparison.Ordinal);
        // A key that ops chose may have no prefix of its own: show few of its characters.
        return new ApiKeyDigest(end is >= 4 and <= 12 ? key[..end] : key[..4], Hash(key));
    }

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>The id of the key that an operation makes: the same operation, the same id.</summary>
    public static string IdFor(string operationId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("api-key/" + operationId));
        return "key_" + string.Create(26, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = Digits[bytes[i] & 31];
        });
    }
}
