using System.Globalization;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>A DNS server, a CA and the product, as they stand to each other in the world.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Platform = "portal.platform.example";
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private World(ChallTestSrv dns, PebbleCa ca, PortalProcess portal, string[] settings)
    {
        Settings = settings;
        Dns = dns;
        Ca = ca;
        Portal = portal;
        Api = portal.Api();
    }

    public ChallTestSrv Dns { get; }

    public PebbleCa Ca { get; }

    public PortalProcess Portal { get; }

    public PortalApi Api { get; }

    /// <summary>What the product was told: for another process of it.</summary>
    public string[] Settings { get; }

    /// <param name="shape">Changes how the CA behaves.</param>
    /// <param name="settings">Of the product, beside what it needs to find the others.</param>
    public static async Task<World> Create(Func<PebbleSettings, PebbleSettings>? shape = null, params string[] settings)
    {
        var dns = await ChallTestSrv.Start();
        await dns.AddA(Platform, "127.0.0.1");
        PebbleCa? ca = null;
        try
        {
            var ca0 = new PebbleSettings { DnsServer = dns.Server };
            ca = await PebbleCa.Start(shape?.Invoke(ca0) ?? ca0);
            string[] all =
            [
                // One address, so that a liar can have the same ports on the next.
                "Portal:Http:Address=127.0.0.1",
                "Portal:Https:Address=127.0.0.1",
                $"Portal:PlatformHost={Platform}",
                $"Portal:Dns:Servers:0={dns.Server}",
                "Portal:Certificates:Issuer=acme",
                "Portal:Certificates:FirstRetry=00:00:02",
                string.Create(CultureInfo.InvariantCulture, $"Portal:Acme:Directory={ca.DirectoryUrl}"),
                $"Portal:Acme:TrustedRoots={ca.TrustedRoots}",
                .. settings,
            ];
            return new World(dns, ca, await PortalProcess.Start(ca.Settings.HttpPort, ca.Settings.TlsPort, all), all);
        }
        catch
        {
            if (ca is not null)
                await ca.DisposeAsync();
            await dns.DisposeAsync();
            throw;
        }
    }

    /// <summary>The record that the operator is told to make.</summary>
    public Task PointHere(string host) => Dns.SetCname(host, Platform);

    /// <summary>Adds a domain whose record is right and waits until its certificate is issued.</summary>
    public async Task GoLive(string host, string brandName = "Acme Telecom")
    {
        await PointHere(host);
        await Api.AddDomain(host, brandName);
        await Api.Reaches(host, "issued", Patience);
    }

    /// <summary>Opens the sign-in page by name, trusting the CA alone.</summary>
    public async Task<string> Visit(string host)
    {
        using var visitor = Portal.Visitor(await Ca.IssuingRoot());
        return await visitor.GetStringAsync($"https://{host}/sign-in");
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Portal.DisposeAsync();
        await Ca.DisposeAsync();
        await Dns.DisposeAsync();
    }
}
