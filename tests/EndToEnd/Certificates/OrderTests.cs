using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Certificates;
using Portal.Dns;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Certificates;

/// <summary>The life of a host's certificate: the product's silo, a real CA, a real DNS server.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    private const string Host = "portal.acme.example";
    private const string Platform = "edge.portal.example";
    private OrderBench bench = null!;

    public async ValueTask InitializeAsync() => bench = await OrderBench.Start(Platform);

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Theory]
    [InlineData("http-01")]
    [InlineData("tls-alpn-01")]
    public async Task A_waiting_host_is_issued_as_soon_as_its_record_is_right(string challenge)
    {
        await bench.Dns.ClearA(Host);
        await bench.Run(settings: s => s["Portal:Acme:Challenge"] = challenge);
        await bench.Certificate(Host).Require(wanted: true, checkDns: true);
        await bench.Silo.Grains.GetGrain<IDnsGrain>(Host).Watch(true);
        Assert.Equal(CertificateState.WaitingForDns, (await bench.Certificate(Host).Get()).State);

        await bench.Dns.SetCname(Host, Platform);
        Assert.Equal(DnsVerdict.Ok, (await bench.Silo.Grains.GetGrain<IDnsGrain>(Host).CheckNow()).Verdict);
        var view = await bench.Until(Host, CertificateState.Issued);
        Assert.Equal("acme", view.Source);
        Assert.Equal([Host], view.Names);
        Assert.Null(view.Failure);
        Assert.Equal(1, bench.Ca.Finalised);
        // The row follows the document.
        await using var connection = await bench.Silo.Services.GetRequiredService<PortalDatabase>().Read.OpenConnectionAsync(
            TestContext.Current.CancellationToken);
        await Until.Holds(
            async () =>
                await connection.QuerySingleAsync<string>(
                    "SELECT state FROM portal_certificates WHERE host = @Host", new { Host }) == "issued",
            TimeSpan.FromSeconds(20),
            () => "The read model never said that it is issued.");
    }

    [Fact]
    public async Task A_control_name_is_ordered_at_start_and_a_loopback_one_signed_by_ourselves()
    {
        await bench.Run(settings: s =>
        {
            s["Portal:ControlHosts:0"] = "panel.portal.example";
            s["Portal:ControlHosts:1"] = "localhost";
        });
        Assert.Equal("acme", (await bench.Until("panel.portal.example", CertificateState.Issued)).Source);
        Assert.Equal("internal", (await bench.Until("localhost", CertificateState.Issued)).Source);
    }

    [Fact]
    public async Task A_silent_ca_is_told_and_the_order_goes_on_when_it_speaks()
    {
        await bench.Run(settings: s => s["Portal:Acme:Timeout"] = "00:00:01");
        await bench.Ca.Pause();
        await bench.Certificate(Host).Require(true, checkDns: false);
        var view = await bench.Until(Host, CertificateState.Failed);
        Assert.Contains($"{bench.Ca.DirectoryUrl} is slow. It did not answer within 1 s", view.Failure!.Reason, StringComparison.Ordinal);
        Assert.Equal((CertificateFailureKind.Slow, bench.Ca.DirectoryUrl.AbsoluteUri), (view.Failure.Kind, view.Failure.Authority));
        Assert.NotNull(view.NextAttempt);
        await bench.Ca.Continue();
        await bench.Until(Host, CertificateState.Issued);
    }

    [Fact]
    public async Task A_ca_that_is_away_is_not_called_one_that_refuses_and_the_order_goes_on_when_it_is_back()
    {
        await bench.Run();
        await bench.Ca.Stop();
        await bench.Certificate(Host).Require(true, checkDns: false);
        var view = await bench.Until(Host, CertificateState.Failed);
        Assert.Equal((CertificateFailureKind.Unreachable, bench.Ca.DirectoryUrl.AbsoluteUri), (view.Failure!.Kind, view.Failure.Authority));
        Assert.Contains($"{bench.Ca.DirectoryUrl} can't be reached", view.Failure.Reason, StringComparison.Ordinal);
        Assert.Contains("Next attempt: ", view.History[0].Text, StringComparison.Ordinal);
        await bench.Ca.Restart();
        await bench.Until(Host, CertificateState.Issued);
    }

    [Fact]
    public async Task Off_and_on_again_places_one_order()
    {
        await bench.Run(ca => ca with { ValidationDelay = TimeSpan.FromSeconds(2) });
        var owner = new CertificateOwner("acme", TimeProvider.System.GetUtcNow());
        await bench.Dns.ClearA(Host);
        await bench.Dns.SetCname(Host, Platform);
        await bench.Silo.Grains.GetGrain<IDnsGrain>(Host).Watch(true);
        await bench.Certificate(Host).Follow(owner, CertificateUse.Serve);
        for (var time = 0; time < 6; time++)
        {
            await bench.Until(Host, v => v.State is CertificateState.Validating or CertificateState.Issued);
            await bench.Certificate(Host).Follow(owner, CertificateUse.Keep);
            await bench.Certificate(Host).Follow(owner, CertificateUse.Serve);
        }

        var view = await bench.Until(Host, v => v is { State: CertificateState.Issued, Served: true });
        Assert.Equal(1, view.History.Count(line => line.Text == "Order placed."));
        Assert.Equal((1, 1), (bench.Ca.Finalised, bench.Ca.Issued));
    }

    [Fact]
    public async Task The_authoritys_limit_for_one_name_is_kept_to_without_asking_it()
    {
        await bench.Run(settings: s =>
        {
            s["Portal:Acme:Limits:SameSet"] = "2";
            s["Portal:Acme:Limits:SameSetPeriod"] = "00:10:00";
        });
        await bench.Certificate(Host).Require(true, checkDns: false);
        var first = await bench.Until(Host, CertificateState.Issued);
        await bench.Certificate(Host).Renew(Change.By(Actor.System));
        var second = await bench.Until(Host, v => v.State == CertificateState.Issued && v.Serial != first.Serial);
        await bench.Certificate(Host).Renew(Change.By(Actor.System));
        var third = await bench.Until(Host, v => v.Failure is not null);
        Assert.Equal((CertificateState.Issued, second.Serial), (third.State, third.Serial));
        Assert.Contains($"2 certificates were issued for {Host} within", third.Failure!.Reason, StringComparison.Ordinal);
        Assert.InRange(third.NextAttempt!.Value - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(12));
        Assert.Equal(2, bench.Ca.Finalised);
    }

    [Fact]
    public async Task A_ca_that_lost_its_memory_knows_us_again()
    {
        await bench.Run();
        await bench.Certificate(Host).Require(true, checkDns: false);
        var first = await bench.Until(Host, CertificateState.Issued);
        await bench.Ca.Restart();
        await bench.Certificate(Host).Renew(Change.By(Actor.System));
        await bench.Until(Host, v => v.State == CertificateState.Issued && v.Serial != first.Serial);
        Assert.Equal(2, bench.Ca.Finalised);
    }

    [Fact]
    public async Task A_name_that_the_ca_refuses_is_told_in_words_and_issued_once_it_does_not()
    {
        await bench.Run(ca => ca with { Blocked = [Host] });
        await bench.Certificate(Host).Require(true, checkDns: false);
        var view = await bench.Until(Host, CertificateState.Failed);
        Assert.Contains($"does not issue for {Host}", view.Failure!.Reason, StringComparison.Ordinal);
        Assert.Contains("rejectedIdentifier", view.Failure.Problem, StringComparison.Ordinal);
        Assert.Equal(CertificateFailureKind.Forbids, view.Failure.Kind);
        await bench.Ca.Restart(bench.Ca.Settings with { Blocked = [] });
        await bench.Until(Host, CertificateState.Issued);
    }

    [Fact]
    public async Task A_liar_at_our_name_is_told_and_it_is_issued_once_he_is_gone()
    {
        await bench.Run();
        bench.Lie = true;
        await bench.Certificate(Host).Require(true, checkDns: false);
        var view = await bench.Until(Host, CertificateState.Failed);
        Assert.Contains("Something else answered", view.Failure!.Reason, StringComparison.Ordinal);
        Assert.Equal(CertificateFailureKind.Refuses, view.Failure.Kind);
        bench.Lie = false;
        await bench.Until(Host, CertificateState.Issued);
        Assert.Equal(1, bench.Ca.Finalised);
    }

    [Fact]
    public async Task An_order_goes_on_after_a_restart_and_is_finalised_once()
    {
        await bench.Run(ca => ca with { ValidationDelay = TimeSpan.FromSeconds(3) });
        await bench.Certificate(Host).Require(true, checkDns: false);
        await bench.Until(Host, CertificateState.Validating);
        await bench.RestartSilo();
        await bench.Until(Host, CertificateState.Issued);
        Assert.Equal(1, bench.Ca.Finalised);
    }

    [Fact]
    public async Task A_short_life_is_renewed_in_time()
    {
        await bench.Run(ca => ca with { CertificateLife = TimeSpan.FromSeconds(15) });
        await bench.Certificate(Host).Require(true, checkDns: false);
        var first = await bench.Until(Host, CertificateState.Issued);
        var second = await bench.Until(Host, v => v.Serial != first.Serial);
        Assert.True(second.NotBefore < first.NotAfter);
    }
}
