using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>The token of a mailed link: <c>id.secret</c>.</summary>
/// <param name="Id">Whom to ask: a person or a sign-up.</param>
internal sealed record LinkToken(string Id, string Secret)
{
    private const int LongestPart = 100;
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public bool IsPerson => Id.StartsWith("p_", StringComparison.Ordinal);

    public bool IsSignUp => Id.StartsWith("su_", StringComparison.Ordinal);

    public string Hash => IsPerson ? PersonTokens.Hash(Secret) : TokenHash.Of(Secret);

    /// <summary>
    /// One operation for each content that the link's form is sent with: a form that is sent twice is one change. The
    /// secret is kept nowhere, so nothing can be guessed from what is stored of the operation.
    /// </summary>
    public string Operation(string content) =>
        "link/" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(content)).AsSpan(0, 16));

    public static LinkToken? Of(HttpRequest request) => request.Query["token"] is [{ } text] ? Parse(text) : null;

    /// <summary>What the link's form changes, in the name of the person whose link it is.</summary>
    public Change Change(HttpContext context, string content) =>
        new(Operation(content), new Actor("contact", Id, "", context.Connection.RemoteIpAddress?.ToString()));

    /// <summary>Of a person that there is: no grain is woken for one that anybody made up.</summary>
    public static async Task<LinkToken?> OfPerson(HttpContext context, IContactDirectory contacts) =>
        Of(context.Request) is { IsPerson: true } token && await contacts.PersonExists(token.Id, context.RequestAborted) ? token : null;

    public static LinkToken? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot is < 3 or > LongestPart || text.Length - dot is < 2 or > LongestPart)
            return null;
        var (id, secret) = (text[..dot], text[(dot + 1)..]);
        return id.AsSpan().ContainsAnyExcept(Allowed) || secret.AsSpan().ContainsAnyExcept(Allowed) ? null : new(id, secret);
    }

    public override string ToString() => nameof(LinkToken);
}
