using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Portal.Certificates.Acme;

/// <summary>Signed requests in the flattened JSON form (RFC 7515, 7.2.2; RFC 8555, 6.2).</summary>
internal static class Jws
{
    /// <param name="account">The account's URL for <c>kid</c>; null: the key itself goes along (new account, key roll-over).</param>
    /// <param name="payload">JSON; empty: POST-as-GET (RFC 8555, 6.3).</param>
    public static string Sign(AcmeKey key, Uri? account, string? nonce, Uri url, string payload)
    {
        var header = new JsonObject { ["alg"] = "ES256" };
        if (account is null)
            header["jwk"] = key.Jwk();
        else
            header["kid"] = account.AbsoluteUri;
        if (nonce is not null)
            header["nonce"] = nonce;
        header["url"] = url.AbsoluteUri;
        return Write(header, payload, data => key.Sign(data));
    }

    /// <summary>The account's key, signed with the MAC key that the CA gave (RFC 8555, 7.3.4).</summary>
    public static JsonNode BindExternally(string keyId, byte[] macKey, AcmeKey key, Uri newAccount)
    {
        var header = new JsonObject { ["alg"] = "HS256", ["kid"] = keyId, ["url"] = newAccount.AbsoluteUri };
        return JsonNode.Parse(Write(header, key.Jwk().ToJsonString(), data => HMACSHA256.HashData(macKey, data)))!;
    }

    private static string Write(JsonObject header, string payload, Func<byte[], byte[]> sign)
    {
        var head = Base64Text.Url(Encoding.UTF8.GetBytes(header.ToJsonString()));
        var body = Base64Text.Url(Encoding.UTF8.GetBytes(payload));
        var signature = sign(Encoding.ASCII.GetBytes(head + "." + body));
        return new JsonObject { ["protected"] = head, ["payload"] = body, ["signature"] = Base64Text.Url(signature) }.ToJsonString();
    }
}
