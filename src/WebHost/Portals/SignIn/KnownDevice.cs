using System.Security.Cryptography;
using Portal.People;
using Portal.Secrets;

namespace Portal.WebHost.Portals;

/// <summary>
/// A browser that somebody signed in with before. Its tries are counted apart from all others', so that a stranger who
/// types wrong passwords for an address never keeps its owner out; and it causes no mail about a new device.
/// </summary>
internal sealed class KnownDevice(ISecrets secrets)
{
    public const string Name = "__Host-device";
    private const int MostPeople = 4;
    private const int Longest = 2000;
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    /// <summary>The browser's own name where it knows this address; null: it doesn't.</summary>
    public string? Find(HttpContext context, string email) =>
        Read(context) is { } device && device.People.Contains(TokenHash.Of(email), StringComparer.Ordinal) ? device.Id : null;

    /// <summary>From now on the browser knows the address.</summary>
    public void Remember(HttpContext context, string email)
    {
        var known = Read(context);
        var id = known?.Id ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        string[] people = [.. (known?.People ?? []).Prepend(TokenHash.Of(email)).Distinct(StringComparer.Ordinal).Take(MostPeople)];
        context.Response.Cookies.Append(
            Name,
            secrets.Seal(SecretPurposes.KnownDevice, string.Join(' ', people.Prepend(id))),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = true,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                IsEssential = true,
                MaxAge = Life,
            });
    }

    private (string Id, string[] People)? Read(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(Name, out var value) || value is null or { Length: 0 or > Longest })
            return null;
        try
        {
            var parts = secrets.Open(SecretPurposes.KnownDevice, value).Split(' ');
            return (parts[0], parts[1..]);
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            // Tampered with, or from before the keys changed: a browser that nobody knows.
            return null;
        }
    }
}
