using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Portal.Certificates.Acme;

/// <summary>An account's P-256 key. Safe for one thread at a time; dispose it.</summary>
internal sealed class AcmeKey : IDisposable
{
    private readonly ECDsa key;
    private readonly string x;
    private readonly string y;

    private AcmeKey(ECDsa key)
    {
        this.key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        (x, y) = (Base64Text.Url(point.X), Base64Text.Url(point.Y));
        // RFC 7638, 3.2: these members in this order, no space.
        Thumbprint = Base64Text.Url(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
    }

    /// <summary>RFC 7638, SHA-256, base64url.</summary>
    public string Thumbprint { get; }

    public static AcmeKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static AcmeKey FromPem(string pem)
    {
        var stored = ECDsa.Create();
        stored.ImportFromPem(pem);
        return new AcmeKey(stored);
    }

    public static AcmeKey From(ECParameters parameters) => new(ECDsa.Create(parameters));

    /// <summary>PKCS #8. A secret.</summary>
    public string ToPem() => key.ExportPkcs8PrivateKeyPem();

    /// <summary>The public half as a JWK (RFC 7517).</summary>
    public JsonObject Jwk() => new() { ["crv"] = "P-256", ["kty"] = "EC", ["x"] = x, ["y"] = y };

    /// <summary>ES256 (RFC 7518, 3.4): r and s, each 32 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) =>
        key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>What answers a challenge (RFC 8555, 8.1).</summary>
    public string Authorize(string token) => token + "." + Thumbprint;

    public void Dispose() => key.Dispose();
}
