using System.Security.Cryptography;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>
/// A secret that the browser of a sign-up keeps: the password that was typed there counts only if the link is opened there too.
/// </summary>
internal static class SignUpBrowser
{
    public const string Name = "__Host-signup";
    private const int Digits = 64;
    private static readonly TimeSpan Life = TimeSpan.FromDays(2);

    /// <summary>Null: the browser has none.</summary>
    public static string? Hash(HttpContext context) => Read(context) is { } secret ? TokenHash.Of(secret) : null;

    /// <summary>The browser's hash; a browser that has no secret gets one.</summary>
    public static string Mark(HttpContext context)
    {
        var secret = Read(context) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Digits / 2));
        context.Response.Cookies.Append(Name, secret, new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
            MaxAge = Life,
        });
        return TokenHash.Of(secret);
    }

    private static string? Read(HttpContext context) =>
        context.Request.Cookies.TryGetValue(Name, out var value) && value is { Length: Digits } && value.All(char.IsAsciiHexDigitLower)
            ? value
            : null;
}
