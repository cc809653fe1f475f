using System.Security.Cryptography;
using System.Text;

namespace Portal.People;

/// <summary>How tokens of cookies and links are stored and looked up: 256 random bits need no salt.</summary>
public static class TokenHash
{
    public static string Of(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
