using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>The demo's two brands and a third with nothing but a colour, and a browser that trusts their certificates.</summary>
public sealed class PortalsWorld : IAsyncLifetime
{
    private const string Plain = "plain.localhost";
    private PortalProcess portal = null!;
    private TrustingHome home = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        portal = await PortalProcess.Start("Portal:Demo=true");
        using (var api = portal.Api())
        {
            await api.Send(HttpMethod.Post, "domains", new JsonObject
            {
                ["host"] = Plain,
                ["brandName"] = "Plain Voice",
                ["currencies"] = new JsonArray("USD"),
                ["customerSignUp"] = true,
                ["carrierSignUp"] = true,
                ["look"] = new JsonObject { ["primaryColor"] = "#ffd400" },
            });
            await api.Reaches(Plain, "issued", World.Patience);
        }

        home = await TrustingHome.Create(await File.ReadAllTextAsync(Path.Combine(portal.DataDirectory, "internal-ca.pem")));
        browser = await Browser.Start(home);
    }

    /// <param name="brand"><c>acme</c>, <c>globex</c> or <c>plain</c>.</param>
    /// <param name="path">On its host.</param>
    internal string Url(string brand, string path) => $"https://{brand}.localhost:{portal.Https}{path}";

    internal PortalApi Api() => portal.Api();

    internal Task<IPage> Open(bool scripts = true, bool bypassPolicy = false, string language = "en") =>
        browser.NewPage(scripts, bypassPolicy, language);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        home.Dispose();
        await portal.DisposeAsync();
    }
}
