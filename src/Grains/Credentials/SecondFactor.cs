using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace Portal.Credentials;

/// <summary>Time-based codes (RFC 6238: SHA-1, 30 s, six digits, what every app reads) and recovery codes.</summary>
internal static class SecondFactor
{
    // No letter that is read as another.
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";
    private const int CodeCount = 10;

    public static string NewSecret() => Base32Encoding.ToString(RandomNumberGenerator.GetBytes(20));

    /// <summary>
    /// The time step that a code belongs to, when it is right now (a step of clock difference either way) and later than
    /// <paramref name="last"/>; else null.
    /// </summary>
    public static long? StepOf(string secret, string code, long last, DateTimeOffset now)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        if (digits.Length != 6)
            return null;
        var totp = new Totp(Base32Encoding.ToBytes(secret));
        return totp.VerifyTotp(now.UtcDateTime, digits, out var step, new VerificationWindow(previous: 1, future: 1)) && step > last
            ? step
            : null;
    }

    /// <summary>What an authenticator app reads from the QR code.</summary>
    public static string Uri(string secret, string issuer, string email) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(email)}?secret={secret}&issuer={System.Uri.EscapeDataString(issuer)}";

    /// <summary>Ten codes of 50 random bits each, and their hashes.</summary>
    public static (string[] Codes, string[] Hashes) NewRecoveryCodes()
    {
        var codes = Enumerable.Range(0, CodeCount)
            .Select(_ => RandomNumberGenerator.GetString(Letters, 5) + "-" + RandomNumberGenerator.GetString(Letters, 5))
            .ToArray();
        return (codes, [.. codes.Select(Hash)]);
    }

    /// <summary>Hash of a recovery code, however it was typed. The code is random, and tries are throttled, so no salt is needed.</summary>
    public static string Hash(string code) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes("recovery/" + new string([.. code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]))));
}
