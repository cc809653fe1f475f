using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Front;

/// <summary>The running product as strangers and visitors meet it: names, certificates, pages.</summary>
public sealed class FrontTests(FrontWorld world) : IClassFixture<FrontWorld>
{
    private const string Acme = FrontWorld.Acme;
    private const string Globex = FrontWorld.Globex;

    private readonly PortalProcess portal = world.Portal;
    private readonly PortalApi api = world.Api;
    private readonly string root = world.Root;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_name_gets_its_own_certificate_and_page_and_no_other()
    {
        foreach (var (host, name) in new[] { (Acme, "Acme Telecom"), (Globex, "Globex Carrier Services"), (Acme, "Acme Telecom") })
        {
            using var certificate = await CertificateFor(host);
            Assert.True(certificate!.MatchesHostname(host));
            Assert.False(certificate.MatchesHostname(host == Acme ? Globex : Acme));
            using var visitor = portal.Visitor(root);
            Assert.Contains(name, await visitor.GetStringAsync($"https://{host}/sign-in", Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Names_that_nobody_has_end_the_handshake() => Assert.Null(await CertificateFor("stranger.example"));

    [Fact]
    public async Task A_connection_serves_the_name_it_showed_and_no_other()
    {
        Assert.Equal(421, await StatusOverTls(Acme, Globex));
        Assert.Equal(421, await StatusOverTls(Acme, "localhost"));
        Assert.Equal(200, await StatusOverTls(Acme, Acme.ToUpperInvariant() + ".:443"));
    }

    [Fact]
    public async Task Over_http_2_the_authority_says_whose_page_it_is_and_what_frames_a_body_otherwise_is_malformed()
    {
        (string, string)[] asks = [(":method", "GET"), (":scheme", "https"), (":path", "/sign-in")];
        Assert.Equal("200", await Http2([.. asks, (":authority", Acme)]));
        // The server replaces another name beside it before anybody sees it: as Globex it would be misdirected here.
        Assert.Equal("200", await Http2([.. asks, (":authority", Acme), ("host", Globex)]));
        Assert.Equal("421", await Http2([.. asks, (":authority", Globex)]));
        Assert.Equal("421", await Http2([.. asks, (":authority", Globex), ("host", Acme)]));
        foreach (var (name, value) in new[] { ("transfer-encoding", "chunked"), ("connection", "close"), ("Host", Acme), ("te", "gzip") })
            Assert.Matches("^(400|RST_STREAM 1|GOAWAY 1)$", await Http2([.. asks, (":authority", Acme), (name, value)]));
        Assert.Matches("^(RST_STREAM|GOAWAY) 1$", await Http2([.. asks, (":authority", Acme), (":authority", Globex)]));
    }

    [Fact]
    public async Task Plain_http_leads_to_https_and_shows_strangers_nothing()
    {
        Assert.Equal((308, $"https://{Acme}:{portal.Https}/sign-in?return=x"), await Plain(Acme, "/sign-in?return=x"));
        var (status, location) = await Plain("stranger.example", "/");
        Assert.Equal((421, null), (status, location));
        Assert.Equal(404, (await Plain(Acme, "/.well-known/acme-challenge/nothing")).Status);
        Assert.Equal(400, (await Plain("not a host", "/")).Status);
    }

    [Fact]
    public async Task What_is_saved_shows_with_the_next_request()
    {
        using var visitor = portal.Visitor(root);
        for (var i = 0; i < 10; i++)
        {
            await api.Send(HttpMethod.Patch, $"domains/{Acme}", new JsonObject { ["footer"] = $"footer {i}" });
            Assert.Contains($"footer {i}", await visitor.GetStringAsync($"https://{Acme}/sign-in", Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_did_not_change_is_not_sent_again()
    {
        using var visitor = portal.Visitor(root);
        using var first = await visitor.GetAsync($"https://{Acme}/sign-in", Cancellation);
        Assert.Equal(
            "private, no-cache",
            first.Headers.CacheControl!.ToString().Replace("no-cache, private", "private, no-cache", StringComparison.Ordinal));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"https://{Acme}/sign-in");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await visitor.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.GetValues("Site-Version"), second.Headers.GetValues("Site-Version"));
    }

    [Fact]
    public async Task A_sign_in_is_refused_with_the_form_as_typed_and_only_from_its_own_page()
    {
        using var visitor = portal.Visitor(root);
        using var form = new HttpRequestMessage(HttpMethod.Post, $"https://{Acme}/sign-in")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["email"] = "me@x.example", ["password"] = "secret words" }),
            Headers = { { "Sec-Fetch-Site", "same-origin" } },
        };
        using var answer = await visitor.SendAsync(form, Cancellation);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("me@x.example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", page, StringComparison.Ordinal);

        using var foreign = await visitor.PostAsync($"https://{Acme}/sign-in", new FormUrlEncodedContent([]), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [Fact]
    public async Task Nothing_that_a_visitor_gets_names_the_platform_or_its_software()
    {
        string[] words =
            [
                "kestrel", "orleans", "asp.net", "aspnet", "blazor", "razor", "microsoft", ".net ", "localhost", "globex",
                "portal.localhost", "tabler", "bootstrap",
            ];
        using var visitor = portal.Visitor(root);
        foreach (var path in new[]
        {
            "/", "/sign-in", "/forgot-password", "/sign-up", "/sign-up/carrier", "/sign-in/code", "/sign-in/second-factor",
            "/reset-password?token=p_1.2", "/verify-email?token=su_1.2", "/portal-login?token=x", "/dashboard", "/nothing/here",
            "/robots.txt", "/favicon.ico",
            "/assets/00000000000000000000000000000000.png",
            "/%00",
            "/api/v1/domains",
        })
        {
            using var answer = await visitor.GetAsync($"https://{Acme}{path}", Cancellation);
            var all = answer.Headers + "\n" + answer.Content.Headers + "\n" + await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.All(words, word => Assert.DoesNotContain(word, all, StringComparison.OrdinalIgnoreCase));
            Assert.False(answer.Headers.Contains("Server"));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        using var certificate = await CertificateFor(Acme);
        Assert.All(
            words, word => Assert.DoesNotContain(word, certificate!.Subject + certificate.Issuer, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Ten_thousand_random_hosts_leave_things_as_they_were()
    {
        var (before, grains, heap) = (
            await Rows(), await Metric("orleans_catalog_activations"), await Metric("dotnet_gc_last_collection_heap_size_bytes"));
        await Parallel.ForAsync(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancellation) =>
            Assert.Equal(421, (await Plain($"r{number:x}.{Guid.NewGuid():N}.example", "/")).Status));
        await Parallel.ForAsync(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, cancellation) =>
            Assert.Null(await CertificateFor($"r{number:x}.{Guid.NewGuid():N}.example")));
        Assert.Equal(before, await Rows());
        // What the product does on its own meanwhile may bring or take a few; a grain a host would be thousands.
        Assert.InRange(await Metric("orleans_catalog_activations"), 1, grains + 50);
        Assert.InRange(await Metric("dotnet_gc_last_collection_heap_size_bytes"), 0, heap + (64 << 20));
        Assert.Equal(308, (await Plain(Acme, "/")).Status);
    }

    /// <summary>The sum of a metric's lines, as the ops port tells them.</summary>
    private async Task<double> Metric(string name)
    {
        using var client = new HttpClient();
        var all = await client.GetStringAsync($"http://127.0.0.1:{portal.Ops}/metrics", Cancellation);
        var lines = all.Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
            .ToArray();
        Assert.True(
            lines.Length > 0,
            $"There is no {name}:\n" + string.Join(
                '\n', all.Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal))));
        // name{labels} value timestamp
        return lines.Sum(line =>
            double.Parse(
                line[(line.LastIndexOf('}') is > 0 and var end ? end : name.Length)..].TrimStart('}').Trim().Split(' ')[0],
                System.Globalization.CultureInfo.InvariantCulture));
    }

    // Rows that grains wrote.
    private async Task<long> Rows()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(portal.DataDirectory, "portal.db")};Mode=ReadWrite");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM OrleansStorage";
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private async Task<X509Certificate2?> CertificateFor(string sni)
    {
        try
        {
            await using var tls = await Tls(sni);
            return new X509Certificate2((X509Certificate2)tls.RemoteCertificate!);
        }
        catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
        {
            return null;
        }
    }

    private async Task<int> StatusOverTls(string sni, string host)
    {
        await using var tls = await Tls(sni);
        return (await Ask(tls, host, "/sign-in")).Status;
    }

    private async Task<string> Http2(params (string Name, string Value)[] fields)
    {
        await using var tls = await Tls(Acme, SslApplicationProtocol.Http2);
        return await Http2Wire.Ask(tls, fields).WaitAsync(TimeSpan.FromSeconds(15), TimeProvider.System, Cancellation);
    }

    private async Task<SslStream> Tls(string sni, params SslApplicationProtocol[] protocols)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, portal.Https, Cancellation);
        var tls = new SslStream(client.GetStream());
        try
        {
            var options = Options(sni);
            options.ApplicationProtocols = [.. protocols];
            await tls.AuthenticateAsClientAsync(options, Cancellation);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private async Task<(int Status, string? Location)> Plain(string host, string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, portal.Http, Cancellation);
        return await Ask(client.GetStream(), host, path);
    }

    private static async Task<(int Status, string? Location)> Ask(Stream stream, string host, string path)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var head = await reader.ReadToEndAsync(Cancellation);
        var location = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Location: ", StringComparison.Ordinal));
        return (int.Parse(head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture), location?["Location: ".Length..]);
    }

    private SslClientAuthenticationOptions Options(string sni) => new()
    {
        TargetHost = sni,
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { X509Certificate2.CreateFromPem(root) },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };
}
