using System.Security.Cryptography;

namespace Portal.Staff;

/// <summary>A link that sets a staff member's password: 256 random bits, stored hashed, good once.</summary>
internal static class StaffLink
{
    public static (string Token, string Hash) New()
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return (token, HashOf(token));
    }

    public static string HashOf(string token) => StaffSessions.HashOf("invitation/" + token);

    public static string Path(string id, string token) => $"/invitation?who={id}&token={token}";
}
