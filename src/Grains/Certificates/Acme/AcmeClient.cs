using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Portal.Certificates.Acme;

/// <inheritdoc cref="IAcmeClient"/>
internal sealed class AcmeClient(HttpClient http, AcmeOptions options, TimeProvider clock) : IAcmeClient
{
    private const string PemChain = "application/pem-certificate-chain";
    private static readonly TimeSpan DirectoryLife = TimeSpan.FromMinutes(10);
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, MaxDepth = 32 };

    private readonly AcmeTransport transport = new(http, clock);
    private (AcmeDirectory Directory, DateTimeOffset Until)? known;

    public async Task<AcmeDirectory> Directory(CancellationToken cancellation)
    {
        if (known is { } there && clock.GetUtcNow() < there.Until)
            return there.Directory;
        var url = options.Directory ?? throw new InvalidOperationException("Portal:Acme:Directory is not set.");
        var directory = Parse<AcmeDirectory>((await transport.Get(url, cancellation)).Body);
        known = (directory, clock.GetUtcNow() + DirectoryLife);
        return directory;
    }

    public async Task<AcmeAccount> Register(AcmeKey key, CancellationToken cancellation)
    {
        var directory = await Directory(cancellation);
        var request = new JsonObject { ["termsOfServiceAgreed"] = true };
        if (!string.IsNullOrEmpty(options.Email))
            request["contact"] = new JsonArray("mailto:" + options.Email);
        if (options.ExternalAccount is { KeyId: { Length: > 0 } id, HmacKey: { Length: > 0 } mac })
            request["externalAccountBinding"] = Jws.BindExternally(id, Base64Text.FromUrl(mac), key, directory.NewAccount);
        var reply = await transport.Post(directory.NewNonce, key, null, directory.NewAccount, request.ToJsonString(), cancellation);
        return new AcmeAccount(key, reply.Location ?? throw new AcmeUnreachableException("It created an account but did not say where."));
    }

    public async Task<AcmeOrder> NewOrder(AcmeAccount account, IReadOnlyList<string> hosts, CancellationToken cancellation)
    {
        var directory = await Directory(cancellation);
        var request = new JsonObject
        {
            ["identifiers"] = new JsonArray([.. hosts.Select(h => new JsonObject { ["type"] = "dns", ["value"] = h })]),
        };
        if (!string.IsNullOrEmpty(options.Profile))
            request["profile"] = options.Profile;
        var reply = await Post(account, directory.NewOrder, request.ToJsonString(), cancellation);
        return Order(reply) with
        {
            Url = reply.Location ?? throw new AcmeUnreachableException("It accepted the order but did not say where it is."),
        };
    }

    public async Task<AcmeOrder> GetOrder(AcmeAccount account, Uri order, CancellationToken cancellation) =>
        Order(await Post(account, order, "", cancellation));

    public async Task<AcmeAuthorization> GetAuthorization(AcmeAccount account, Uri authorization, CancellationToken cancellation)
    {
        var reply = await Post(account, authorization, "", cancellation);
        return Parse<AcmeAuthorization>(reply.Body) with { RetryAfter = reply.RetryAfter };
    }

    public Task Answer(AcmeAccount account, Uri challenge, CancellationToken cancellation) => Post(account, challenge, "{}", cancellation);

    public async Task<AcmeOrder> FinalizeOrder(AcmeAccount account, Uri finalize, byte[] request, CancellationToken cancellation) =>
        Order(await Post(account, finalize, new JsonObject { ["csr"] = Base64Text.Url(request) }.ToJsonString(), cancellation));

    public async Task<string> Download(AcmeAccount account, Uri certificate, CancellationToken cancellation)
    {
        var first = await Post(account, certificate, "", cancellation, PemChain);
        if (string.IsNullOrEmpty(options.PreferredIssuer) || PreferredChain.EndsAt(first.Body, options.PreferredIssuer))
            return first.Body;
        foreach (var alternate in first.Alternates)
        {
            var other = await Post(account, alternate, "", cancellation, PemChain);
            if (PreferredChain.EndsAt(other.Body, options.PreferredIssuer))
                return other.Body;
        }

        return first.Body;
    }

    private async Task<AcmeReply> Post(
        AcmeAccount account, Uri url, string payload, CancellationToken cancellation, string? accept = null) =>
        await transport.Post((await Directory(cancellation)).NewNonce, account.Key, account.Url, url, payload, cancellation, accept);

    private static AcmeOrder Order(AcmeReply reply) => Parse<AcmeOrder>(reply.Body) with { RetryAfter = reply.RetryAfter };

    private static T Parse<T>(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Json) ?? throw new AcmeUnreachableException("Its answer was empty.");
        }
        catch (JsonException failure)
        {
            throw new AcmeUnreachableException("Its answer is not valid ACME.", failure);
        }
    }
}
