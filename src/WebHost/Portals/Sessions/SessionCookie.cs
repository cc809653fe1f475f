using System.Security.Cryptography;
using System.Text;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>What a session's cookie says: whose it is, and the secret.</summary>
internal sealed record SessionKey(string Person, string Token)
{
    /// <summary>What the person's session is known by.</summary>
    public string SessionId => PersonTokens.Hash(Token);

    /// <summary>For the hidden field of forms: a page of another site can't know it, and it is good for one place alone.</summary>
    /// <param name="contact">The place that the form is made for.</param>
    public string FormToken(string contact) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes("form/" + contact)));

    public bool IsFormToken(string? sent, string contact) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent ?? ""), Encoding.UTF8.GetBytes(FormToken(contact)));

    public override string ToString() => nameof(SessionKey);
}

/// <summary>
/// The cookie of people who are signed in: <c>person.token</c>. The <c>__Host-</c> prefix keeps other hosts, also those
/// below the same domain, from setting or getting it (RFC 6265bis, 4.1.3).
/// </summary>
internal static class SessionCookie
{
    public const string Name = "__Host-session";
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Whether a request may have one, told without reading its cookies: most visitors have none.</summary>
    public static bool IsLikely(HttpRequest request)
    {
        var headers = request.Headers.Cookie;
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i]!.Contains(Name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    public static SessionKey? Read(HttpRequest request) => request.Cookies.TryGetValue(Name, out var value) ? Parse(value) : null;

    public static SessionKey? Parse(string? value) => PersonTokens.Split(value, out var person, out var token) ? new(person, token) : null;

    /// <param name="lasts">The browser keeps it after it is closed.</param>
    public static void Write(HttpContext context, SessionKey key, bool lasts)
    {
        var options = Options();
        if (lasts)
            options.MaxAge = Life;
        context.Response.Cookies.Append(Name, PersonTokens.Join(key.Person, key.Token), options);
    }

    public static void Drop(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
