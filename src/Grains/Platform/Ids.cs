using System.Security.Cryptography;

namespace Portal.Platform;

/// <summary>Mints ids: a prefix that says what it is, then a ULID (26 digits of Crockford's base 32, in order of time).</summary>
internal static class Ids
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string New(string prefix, TimeProvider clock)
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        var time = clock.GetUtcNow().ToUnixTimeMilliseconds();
        Span<char> text = stackalloc char[26];
        for (var i = 9; i >= 0; i--, time >>= 5)
            text[i] = Digits[(int)(time & 31)];
        for (var i = 0; i < 16; i++)
            text[10 + i] = Digits[random[i] & 31];
        return string.Concat(prefix, "_", text);
    }
}
