using System.Security.Cryptography;
using System.Text;

namespace Portal.People;

/// <summary>Ids that follow from what causes them: a step that is repeated after a crash makes the same thing, not a second one.</summary>
internal static class DerivedIds
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The prefix and 26 digits, as minted ids have.</summary>
    public static string Of(string prefix, params string[] causes)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', causes)));
        return string.Concat(prefix, "_", string.Create(26, hash, (digits, bytes) =>
        {
            for (var i = 0; i < digits.Length; i++)
                digits[i] = Alphabet[bytes[i] & 31];
        }));
    }
}
