using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Authentication;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Front;

/// <summary>Names of other languages, from the form to the visitor's page; and handshakes that come to nothing.</summary>
public sealed class InternationalTests : IAsyncLifetime
{
    private PortalProcess portal = null!;
    private PortalApi api = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalProcess.Start();
        api = portal.Api();
    }

    public async ValueTask DisposeAsync()
    {
        api.Dispose();
        await portal.DisposeAsync();
    }

    [Fact]
    public async Task A_name_of_any_language_is_opened_by_its_encoded_form()
    {
        var root = await File.ReadAllTextAsync(Path.Combine(portal.DataDirectory, "internal-ca.pem"), Cancellation);
        foreach (var (written, host) in new[]
        {
            ("Bücher.example", "xn--bcher-kva.example"),
            ("straße.example", "xn--strae-oqa.example"),
            ("مثال.example", "xn--mgbh0fb.example"),
            ("例子.example", "xn--fsqu00a.example"),
            ("παράδειγμα.example.", "xn--hxajbheg2az3al.example"),
        })
        {
            Assert.Equal(host, (string?)(await api.AddDomain(written, "Brand of " + host))["host"]);
            await api.Reaches(host, "issued", TimeSpan.FromSeconds(60));
            foreach (var version in new[] { HttpVersion.Version11, HttpVersion.Version20 })
            {
                using var visitor = portal.Visitor(root);
                using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{host}/sign-in")
                {
                    Version = version,
                    VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                };
                using var answer = await visitor.SendAsync(request, Cancellation);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Contains("Brand of " + host, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            }

            // The list finds it as people write it.
            var found = await api.Get("domains?q=" + Uri.EscapeDataString(written));
            Assert.Equal(host, (string?)Assert.Single(found["items"]!.AsArray())!["host"]);
        }
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public async Task A_handshake_for_a_known_name_that_comes_to_nothing_is_told_and_a_strangers_is_not()
    {
        await api.AddDomain("portal.acme.example");
        await Fails(new() { TargetHost = "portal.acme.example", ApplicationProtocols = [new SslApplicationProtocol("acme-tls/1")] });
        await portal.Says("The TLS handshake for portal.acme.example was ended by us", TimeSpan.FromSeconds(20));

        await api.AddDomain("portal.globex.example");
        await Fails(new()
        {
            TargetHost = "portal.globex.example",
            EnabledSslProtocols = SslProtocols.Tls12,
            CipherSuitesPolicy = new CipherSuitesPolicy([TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256]),
        });
        await portal.Says("The TLS handshake for portal.globex.example failed", TimeSpan.FromSeconds(20));

        await Fails(new() { TargetHost = "stranger.example" });
        Assert.DoesNotContain("stranger.example", portal.Output, StringComparison.Ordinal);
    }

    private async Task Fails(SslClientAuthenticationOptions options)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, portal.Https, Cancellation);
        await using var tls = new SslStream(client.GetStream());
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(options, Cancellation));
        Assert.True(refused is IOException or AuthenticationException, refused.ToString());
    }
}
