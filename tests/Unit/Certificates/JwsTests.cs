using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Certificates.Acme;

namespace Portal.Tests.Unit.Certificates;

public sealed class JwsTests
{
    // RFC 7515, appendix A.3.
    private const string X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    private const string Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
    private const string D = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI";

    [Fact]
    public void The_signature_of_rfc_7515_a3_verifies_and_ours_has_its_form()
    {
        using var key = Key();
        var input = Encoding.ASCII.GetBytes(
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ");
        Assert.True(
            key.Verify(
                input, Base64Text.FromUrl("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")));
        var ours = key.Sign(input);
        Assert.Equal(64, ours.Length);
        Assert.True(key.Verify(input, ours));
    }

    [Fact]
    public void A_request_carries_nonce_url_and_either_key_or_account()
    {
        using var key = Key();
        var url = new Uri("https://ca.example/acme/new-order");
        var first = Read(Jws.Sign(key, null, "6S8IqOGY7eL2lsGoTZYifg", url, "{}"), key);
        Assert.Equal("ES256", (string?)first["alg"]);
        Assert.Equal("6S8IqOGY7eL2lsGoTZYifg", (string?)first["nonce"]);
        Assert.Equal(url.AbsoluteUri, (string?)first["url"]);
        Assert.Equal(X, (string?)first["jwk"]!["x"]);
        Assert.Null(first["kid"]);

        var later = Read(Jws.Sign(key, new Uri("https://ca.example/acct/1"), "n", url, ""), key);
        Assert.Equal("https://ca.example/acct/1", (string?)later["kid"]);
        Assert.Null(later["jwk"]);
    }

    [Fact]
    public void Post_as_get_has_an_empty_payload()
    {
        using var key = Key();
        Assert.Equal(
            "",
            (string?)JsonNode.Parse(
                Jws.Sign(key, new Uri("https://ca.example/acct/1"), "n", new Uri("https://ca.example/o/1"), ""))!["payload"]);
    }

    [Fact]
    public void An_external_account_is_bound_by_hs256_over_the_key()
    {
        using var key = Key();
        var mac = RandomNumberGenerator.GetBytes(32);
        var binding = Jws.BindExternally("kid-1", mac, key, new Uri("https://ca.example/new-account"));
        var header = JsonNode.Parse(Base64Text.FromUrl((string)binding["protected"]!))!;
        Assert.Equal("HS256", (string?)header["alg"]);
        Assert.Equal("kid-1", (string?)header["kid"]);
        Assert.Equal("https://ca.example/new-account", (string?)header["url"]);
        Assert.Null(header["nonce"]);
        Assert.Equal(key.Jwk().ToJsonString(), Encoding.UTF8.GetString(Base64Text.FromUrl((string)binding["payload"]!)));
        var input = Encoding.ASCII.GetBytes($"{binding["protected"]}.{binding["payload"]}");
        Assert.Equal(Base64Text.Url(HMACSHA256.HashData(mac, input)), (string?)binding["signature"]);
    }

    [Fact]
    public void The_thumbprint_is_the_digest_of_the_members_in_order()
    {
        using var key = Key();
        // Computed from RFC 7638, 3.1 to 3.3, by hand over the key of RFC 7515.
        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""";
        Assert.Equal(Base64Text.Url(SHA256.HashData(Encoding.ASCII.GetBytes(canonical))), key.Thumbprint);
        Assert.Equal("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", key.Thumbprint);
        Assert.Equal("token." + key.Thumbprint, key.Authorize("token"));
    }

    [Fact]
    public void A_key_survives_its_pem()
    {
        using var key = AcmeKey.Create();
        using var again = AcmeKey.FromPem(key.ToPem());
        Assert.Equal(key.Thumbprint, again.Thumbprint);
    }

    private static AcmeKey Key() => AcmeKey.From(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Text.FromUrl(X), Y = Base64Text.FromUrl(Y) },
        D = Base64Text.FromUrl(D),
    });

    private static JsonNode Read(string jws, AcmeKey key)
    {
        var node = JsonNode.Parse(jws)!;
        Assert.True(
            key.Verify(Encoding.ASCII.GetBytes($"{node["protected"]}.{node["payload"]}"), Base64Text.FromUrl((string)node["signature"]!)));
        return JsonNode.Parse(Base64Text.FromUrl((string)node["protected"]!))!;
    }
}
