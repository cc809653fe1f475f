using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Portal.Certificates;
using Portal.Certificates.Acme;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Certificates;

/// <summary>The ACME client as the product has it, against a real CA that is strict and refuses every seventh nonce.</summary>
public sealed class AcmeClientTests : IAsyncLifetime
{
    private const string Host = "portal.acme.example";
    private readonly AcmeKey key = AcmeKey.Create();
    private readonly ConcurrentDictionary<string, string> answers = new(StringComparer.Ordinal);
    private X509Certificate2? alpn;
    private ChallTestSrv dns = null!;
    private PebbleCa ca = null!;
    private Responder responder = null!;
    private HttpClient http = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => dns = await ChallTestSrv.Start("127.0.0.1");

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        key.Dispose();
        alpn?.Dispose();
        if (responder is not null)
            await responder.DisposeAsync();
        if (ca is not null)
            await ca.DisposeAsync();
        await dns.DisposeAsync();
    }

    [Theory]
    [InlineData("http-01")]
    [InlineData("tls-alpn-01")]
    public async Task Issues_by_either_challenge(string name)
    {
        var type = name == "http-01" ? ChallengeType.Http01 : ChallengeType.TlsAlpn01;
        var client = await Client();
        var chain = await Issue(client, await client.Register(key, Cancellation), type);
        using var leaf = X509Certificate2.CreateFromPem(chain);
        Assert.True(leaf.MatchesHostname(Host));
        Assert.Equal(1, ca.Finalised);
        Assert.Equal(1, ca.Issued);
    }

    [Fact]
    public async Task Finds_the_account_of_a_key_again()
    {
        var client = await Client();
        var first = await client.Register(key, Cancellation);
        Assert.Equal(first.Url, (await client.Register(key, Cancellation)).Url);
    }

    [Fact]
    public async Task Binds_to_an_external_account_where_one_is_required()
    {
        const string Mac = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";
        var stranger = await Client(s => s with { ExternalAccount = ("kid-1", Mac) });
        var refusal = await Assert.ThrowsAsync<AcmeException>(() => stranger.Register(key, Cancellation));
        Assert.Equal("externalAccountRequired", refusal.Problem.Type);

        var known = Make(o => o.ExternalAccount = new() { KeyId = "kid-1", HmacKey = Mac });
        Assert.NotNull((await known.Register(key, Cancellation)).Url);
    }

    [Fact]
    public async Task Tells_that_the_ca_lost_the_account_and_goes_on_with_the_same_key()
    {
        var client = await Client();
        var account = await client.Register(key, Cancellation);
        await ca.Restart();
        var refusal = await Assert.ThrowsAsync<AcmeException>(() => client.NewOrder(account, [Host], Cancellation));
        Assert.Equal(AcmeErrors.AccountDoesNotExist, refusal.Problem.Type);
        await Issue(client, await client.Register(key, Cancellation), ChallengeType.Http01);
    }

    [Fact]
    public async Task Keeps_the_problem_of_a_block_listed_name()
    {
        var client = await Client(s => s with { Blocked = [Host] });
        var account = await client.Register(key, Cancellation);
        var refusal = await Assert.ThrowsAsync<AcmeException>(() => client.NewOrder(account, [Host], Cancellation));
        Assert.Equal("rejectedIdentifier", refusal.Problem.Type);
        Assert.Contains(Host, refusal.Problem.Detail, StringComparison.Ordinal);
        Assert.Contains("rejectedIdentifier", refusal.Problem.Document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_chain_of_the_preferred_issuer()
    {
        var client = await Client(s => s with { AlternateRoots = 2 });
        using var wanted = X509Certificate2.CreateFromPem(await ca.IssuingRoot(2));
        var issuer = wanted.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        var picky = Make(o => o.PreferredIssuer = issuer);
        var chain = await Issue(picky, await picky.Register(key, Cancellation), ChallengeType.Http01);
        Assert.True(PreferredChain.EndsAt(chain, issuer));
    }

    [Fact]
    public async Task Tells_when_the_ca_is_silent_or_gone_or_a_stranger()
    {
        var client = await Client(options: o => o.Timeout = TimeSpan.FromSeconds(1));
        var account = await client.Register(key, Cancellation);
        await ca.Pause();
        var silent = await Assert.ThrowsAsync<AcmeUnreachableException>(() => client.NewOrder(account, [Host], Cancellation));
        Assert.Contains("within 1 s", silent.Message, StringComparison.Ordinal);
        await ca.Continue();
        await client.NewOrder(account, [Host], Cancellation);

        using var trusting = AcmeHttp.Create(new AcmeOptions());
        var stranger = new AcmeClient(trusting, new AcmeOptions { Directory = ca.DirectoryUrl }, TimeProvider.System);
        var untrusted = await Assert.ThrowsAsync<AcmeUnreachableException>(() => stranger.Directory(Cancellation));
        Assert.Contains("TrustedRoots", untrusted.Message, StringComparison.Ordinal);

        await ca.Stop();
        await Assert.ThrowsAsync<AcmeUnreachableException>(() => client.NewOrder(account, [Host], Cancellation));
    }

    private async Task<AcmeClient> Client(Func<PebbleSettings, PebbleSettings>? behaves = null, Action<AcmeOptions>? options = null)
    {
        var settings = new PebbleSettings { DnsServer = dns.Server };
        ca = await PebbleCa.Start(behaves?.Invoke(settings) ?? settings);
        responder = await Responder.Start(
            ca.Settings.HttpPort, ca.Settings.TlsPort, (_, token) =>
                Task.FromResult(answers.GetValueOrDefault(token)), _ => Task.FromResult(alpn));
        return Make(options);
    }

    private AcmeClient Make(Action<AcmeOptions>? change = null)
    {
        var options = new AcmeOptions { Directory = ca.DirectoryUrl, TrustedRoots = ca.TrustedRoots, Email = "ops@portal.example" };
        change?.Invoke(options);
        Assert.True(new AcmeOptionsValidator().Validate(null, options).Succeeded);
        http?.Dispose();
        http = AcmeHttp.Create(options);
        return new AcmeClient(http, options, TimeProvider.System);
    }

    private async Task<string> Issue(AcmeClient client, AcmeAccount account, ChallengeType type)
    {
        var order = await client.NewOrder(account, [Host], Cancellation);
        foreach (var url in order.Authorizations)
        {
            var authorization = await client.GetAuthorization(account, url, Cancellation);
            var challenge = authorization.Challenges.Single(c => c.Type == (type == ChallengeType.Http01 ? "http-01" : "tls-alpn-01"));
            answers[challenge.Token!] = key.Authorize(challenge.Token!);
            var (certificate, secret) = AlpnCertificate.Create(Host, key.Authorize(challenge.Token!), TimeProvider.System.GetUtcNow());
            alpn = X509Certificate2.CreateFromPem(certificate, secret);
            await client.Answer(account, challenge.Url, Cancellation);
        }

        order = await Until(client, account, order.Url!, AcmeOrderStatus.Ready);
        await client.FinalizeOrder(account, order.Finalize, KeyPair.Request(KeyPair.CreatePem(), Host), Cancellation);
        order = await Until(client, account, order.Url!, AcmeOrderStatus.Valid);
        return await client.Download(account, order.Certificate!, Cancellation);
    }

    private static async Task<AcmeOrder> Until(AcmeClient client, AcmeAccount account, Uri url, AcmeOrderStatus status)
    {
        for (var i = 0; i < 200; i++)
        {
            var order = await client.GetOrder(account, url, Cancellation);
            Assert.NotEqual(AcmeOrderStatus.Invalid, order.Status);
            if (order.Status == status)
                return order with { Url = url };
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
        }

        throw new TimeoutException($"The order did not become {status}.");
    }
}
