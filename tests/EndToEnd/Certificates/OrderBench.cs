using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Portal.Certificates;
using Portal.Secrets;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Certificates;

/// <summary>A silo that orders from Pebble, with a responder that asks its grains as a front end does.</summary>
internal sealed class OrderBench : IAsyncDisposable
{
    private readonly string platform;
    private readonly string folder = Directory.CreateTempSubdirectory("portal-order-").FullName;
    private readonly Dictionary<string, string?> settings = [];
    private Responder? responder;

    private OrderBench(string platform, ChallTestSrv dns) => (this.platform, Dns) = (platform, dns);

    public ChallTestSrv Dns { get; }

    public PebbleCa Ca { get; private set; } = null!;

    public SiloPart Silo { get; private set; } = null!;

    /// <summary>Whether challenges get a wrong answer.</summary>
    public bool Lie { get; set; }

    public static async Task<OrderBench> Start(string platform)
    {
        var bench = new OrderBench(platform, await ChallTestSrv.Start());
        await bench.Dns.AddA(platform, "127.0.0.1");
        // Hosts that are asked for without a look at their DNS.
        foreach (var host in (string[])["portal.acme.example", "panel.portal.example"])
            await bench.Dns.AddA(host, "127.0.0.1");
        return bench;
    }

    public async Task Run(Func<PebbleSettings, PebbleSettings>? ca = null, Action<Dictionary<string, string?>>? settings = null)
    {
        var pebble = new PebbleSettings { DnsServer = Dns.Server };
        Ca = await PebbleCa.Start(ca?.Invoke(pebble) ?? pebble);
        responder = await Responder.Start(Ca.Settings.HttpPort, Ca.Settings.TlsPort, AnswerHttp, AnswerAlpn);
        this.settings["Portal:DataDirectory"] = Path.Combine(folder, "data");
        this.settings["Portal:Keys:File"] = Path.Combine(folder, "keys", "ring.key");
        this.settings["Portal:Cluster:SiloPort"] = "0";
        this.settings["Portal:Cluster:GatewayPort"] = "0";
        this.settings["Portal:PlatformHost"] = platform;
        this.settings["Portal:Dns:Servers:0"] = Dns.Server;
        this.settings["Portal:Certificates:Issuer"] = "acme";
        this.settings["Portal:Certificates:ScanInterval"] = "00:00:01";
        this.settings["Portal:Certificates:FirstRetry"] = "00:00:01";
        this.settings["Portal:Acme:Directory"] = Ca.DirectoryUrl.AbsoluteUri;
        this.settings["Portal:Acme:TrustedRoots"] = Ca.TrustedRoots;
        settings?.Invoke(this.settings);
        Silo = await SiloPart.Start(this.settings);
    }

    public async Task RestartSilo()
    {
        await Silo.DisposeAsync();
        Silo = await SiloPart.Start(settings);
    }

    public ICertificateGrain Certificate(string host) => Silo.Grains.GetGrain<ICertificateGrain>(host);

    public Task<CertificateView> Until(string host, CertificateState state) => Until(host, v => v.State == state);

    public async Task<CertificateView> Until(string host, Func<CertificateView, bool> holds)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var view = await Certificate(host).Get();
            if (holds(view))
                return view;
            Assert.True(
                watch.Elapsed < TimeSpan.FromSeconds(45),
                $"{host} stays {view.State}: {view.Failure}\n{string.Join('\n', view.History)}\n{string.Join('\n', Ca.Log.TakeLast(30))}");
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (responder is not null)
            await responder.DisposeAsync();
        if (Silo is not null)
            await Silo.DisposeAsync();
        if (Ca is not null)
            await Ca.DisposeAsync();
        await Dns.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string?> AnswerHttp(string host, string token) => Lie ? "lie" : await Certificate(host).AnswerHttp(token);

    private async Task<X509Certificate2?> AnswerAlpn(string host)
    {
        if (await Certificate(host).AnswerAlpn() is not { } open)
            return null;
        return X509Certificate2.CreateFromPem(
            open.CertificatePem, Silo.Services.GetRequiredService<ISecrets>().Open(SecretPurposes.CertificateKey, open.SealedKey));
    }
}
