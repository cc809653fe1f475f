using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Portal.Dns;
using Portal.Domains;
using Portal.Platform;
using Portal.Saving;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Dns;

/// <summary>The check as the product runs it, against a real DNS server.</summary>
public sealed class DnsCheckTests : IAsyncLifetime
{
    private const string Host = "portal.acme.example";
    private const string Goal = "edge.portal.example";
    private ChallTestSrv dns = null!;

    public async ValueTask InitializeAsync() => dns = await ChallTestSrv.Start();

    public ValueTask DisposeAsync() => dns.DisposeAsync();

    [Fact]
    public async Task A_cname_chain_to_the_platform_passes()
    {
        await dns.SetCname(Host, "brands.acme.example");
        await dns.SetCname("brands.acme.example", Goal);
        var view = await Query();
        Assert.Equal(DnsVerdict.Ok, view.Verdict);
        Assert.Equal([Host, "brands.acme.example", Goal], view.Chain);
        Assert.Equal($"{Host}. 300 IN CNAME {Goal}.", view.Expected);
        Assert.Equal("", view.Advice);
        // This server doesn't answer NS.
        Assert.Empty(view.Servers);
    }

    [Fact]
    public async Task A_name_that_another_brand_removed_is_had_at_once_by_whoever_sets_a_record_in_its_zone()
    {
        var removed =
            new DomainState
            {
                Version = 2,
                Deleted = true,
                ChangedAt = TimeProvider.System.GetUtcNow(),
                Settings = new DomainSettings { Host = Host, Brand = "acme" },
            };
        var takeOver = new TakeOver(new DnsResolver(Options.Create(new DnsOptions { Servers = [dns.Server] })), TimeProvider.System);
        var change = Change.By(Actor.System, onlyBrands: ["globex"]);
        Assert.NotNull(await takeOver.Refuse(Host, removed, "globex", change));
        await dns.SetTxt("_portal-claim." + Host, "globex");
        Assert.Null(await takeOver.Refuse(Host, removed, "globex", change));
    }

    [Fact]
    public async Task No_record_gives_the_record_to_add()
    {
        var view = await Query();
        Assert.Equal(DnsVerdict.NoRecord, view.Verdict);
        Assert.Equal("", view.Seen);
        Assert.Contains($"Add this record: {view.Expected}", view.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_seen_beside_what_is_expected()
    {
        await dns.AddA(Host, "203.0.113.7");
        await dns.AddAaaa(Host, "2001:db8::7");
        var view = await Query();
        Assert.Equal(DnsVerdict.AddressInstead, view.Verdict);
        Assert.Contains($"{Host}. 0 IN A 203.0.113.7\n{Host}. 0 IN AAAA 2001:db8::7", view.Seen, StringComparison.Ordinal);
        Assert.Contains("an A record 203.0.113.7 and an AAAA record 2001:db8::7", view.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cname_elsewhere_names_where()
    {
        await dns.SetCname(Host, "edge.portl.example");
        var view = await Query();
        Assert.Equal(DnsVerdict.PointsElsewhere, view.Verdict);
        Assert.Contains("almost, but not quite, edge.portal.example", view.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_is_a_loop_not_a_failure()
    {
        await dns.SetCname(Host, "b.acme.example");
        await dns.SetCname("b.acme.example", Host);
        Assert.Equal(DnsVerdict.Loop, (await Query()).Verdict);
    }

    [Fact]
    public async Task A_servfail_is_told_as_one()
    {
        await dns.SetServFail(Host);
        var view = await Query();
        Assert.Equal(DnsVerdict.ServerFailure, view.Verdict);
        Assert.Contains("SERVFAIL", view.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_server_is_told_in_time()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var view = await Query(server: silent.Client.LocalEndPoint!.ToString());
        Assert.Equal(DnsVerdict.TimeOut, view.Verdict);
    }

    [Fact]
    public async Task A_server_that_is_down_reads_as_silent()
    {
        var view = await Query(server: $"127.0.0.1:{FreePort.Next()}");
        Assert.Equal(DnsVerdict.TimeOut, view.Verdict);
    }

    [Fact]
    public async Task Caa_at_the_parent_forbids_and_is_shown()
    {
        await dns.SetCname(Host, Goal);
        await dns.AddCaa("acme.example", "other.example");
        var view = await Query();
        Assert.Equal(DnsVerdict.CaaForbids, view.Verdict);
        Assert.Contains("acme.example. 0 IN CAA 0 issue \"other.example\"", view.Seen, StringComparison.Ordinal);
        await dns.AddCaa("acme.example", "ca.example; validationmethods=http-01");
        Assert.Equal(DnsVerdict.Ok, (await Query()).Verdict);
    }

    [Fact]
    public async Task Caa_behind_the_cname_counts()
    {
        await dns.SetCname(Host, Goal);
        await dns.AddCaa(Goal, ";");
        var view = await Query();
        Assert.Equal(DnsVerdict.CaaForbids, view.Verdict);
        Assert.Contains("forbids everybody", view.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_behind_a_delivery_network_names_the_switch()
    {
        await dns.AddA(Host, "104.16.1.1");
        var view = await Query();
        Assert.Equal(DnsVerdict.BehindProxy, view.Verdict);
        Assert.Contains("DNS only", view.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_internationalised_name_is_asked_for_by_its_a_labels()
    {
        await dns.SetCname("portal.xn--bcher-kva.example", Goal);
        Assert.Equal(DnsVerdict.Ok, (await Query("portal.xn--bcher-kva.example")).Verdict);
    }

    [Theory]
    [InlineData("301 Moved\r\nLocation: https://portal.acme.example/", "a server in front of the platform answers")]
    [InlineData("404 Not Found\r\nCF-Ray: 8a7b6c5d", "Cloudflare answers")]
    [InlineData("404 Not Found\r\nContent-Type: text/plain", "")]
    public async Task Somebody_else_on_the_challenge_path_is_an_advice_not_a_gate(string answer, string advice)
    {
        await dns.SetCname(Host, Goal);
        await dns.AddA(Goal, "127.0.0.1");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answered = Answer(listener, answer);
        var view = await Query(port: ((IPEndPoint)listener.LocalEndpoint).Port);
        Assert.Equal(DnsVerdict.Ok, view.Verdict);
        Assert.Contains(advice, view.Advice, StringComparison.Ordinal);
        Assert.Equal(advice.Length == 0, view.Advice.Length == 0);
        var request = await answered;
        Assert.Contains("Host: " + Host, request, StringComparison.Ordinal);
        Assert.Contains("GET /.well-known/acme-challenge/", request, StringComparison.Ordinal);
    }

    private static async Task<string> Answer(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var buffer = new byte[4096];
        var count = await client.GetStream().ReadAsync(buffer);
        await client.GetStream().WriteAsync(
            System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return System.Text.Encoding.ASCII.GetString(buffer, 0, count);
    }

    private async Task<DnsView> Query(string host = Host, string? server = null, int port = 80)
    {
        var options = new DnsOptions { Servers = [server ?? dns.Server], Timeout = TimeSpan.FromMilliseconds(server is null ? 2000 : 200) };
        var resolver = new DnsResolver(Options.Create(options));
        using var probe = new ChallengeProbe(resolver, TimeProvider.System, port);
        var check = new DnsCheck(
            new DnsQuery(resolver, TimeProvider.System),
            probe,
            new Authority(),
            new PlatformNames(Options.Create(new PlatformOptions { PlatformHost = Goal }), null!),
            new DnsPolicy(Waits: true),
            TimeProvider.System);
        return await check.Query(host, TestContext.Current.CancellationToken);
    }

    private sealed class Authority : ICaaIdentities
    {
        public Task<CaaAuthority?> Get(CancellationToken cancellation) => Task.FromResult<CaaAuthority?>(new(["ca.example"], "http-01"));
    }
}
