using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Access;
using Portal.Brands;
using Portal.Domains;
using Portal.Hosting;
using Portal.Saving;
using Portal.Tests.Cluster.Api;
using Portal.Tests.Cluster.Hosting;
using Portal.WebHost.Api;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

namespace Portal.Tests.Cluster.Faces;

/// <summary>
/// All faces on Kestrel with a silo on SQLite behind them, in this process; the tests are the proxy where TLS ends. Derive
/// from it to add settings or to replace a seam.
/// </summary>
public abstract class FacesFixture : IAsyncLifetime
{
    private readonly TempDirectory directory = new();

    private WebApplication? app;

    internal IGrainFactory Grains => Service<IGrainFactory>();

    internal T Service<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    internal static Change By(string operation) => new(operation, Actor.System);

    /// <summary>A domain with a brand of its own, named by the host's first label.</summary>
    internal async Task<string> AddDomain(string host, params DomainFlag[] flags)
    {
        var id = host.Split('.')[0];
        Assert.True((await Grains.GetGrain<IBrandGrain>(id).Create(
            new BrandSettings { Id = id, Name = id + " Telecom" }, By("brand/" + id))).IsSaved);
        var settings = new DomainSettings
        {
            Host = host,
            Brand = id,
            Currencies = ["USD", "EUR"],
            Access = Sections.All,
            Flags = flags,
            CustomerSignUp = true,
        };
        Assert.True((await Grains.GetGrain<IDomainGrain>(host).Create(settings, By("domain/" + host))).IsSaved);
        return host;
    }

    public virtual async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(Settings());
        builder.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Warning);
        builder.AddPortalSilo();
        Configure(builder);
        app = builder.Build();
        Map(app);
        await app.Prepare();
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        directory.Dispose();
    }

    protected virtual ILoggerProvider Log => TestLog.Instance;

    /// <summary>Where the server listens, in the order that it was told to.</summary>
    protected Uri Address(int number) => new(app!.Urls.ElementAt(number));

    /// <summary>Settings of the product: <c>Portal:…</c>.</summary>
    protected virtual void Configure(IDictionary<string, string?> settings)
    {
    }

    protected virtual void Configure(WebApplicationBuilder builder) =>
        builder.Services.AddFront().AddPortals().AddPortalApi().AddControlPanel();

    protected virtual void Map(WebApplication app)
    {
        app.UseFront();
        app.UsePortalApi();
        app.UseControlPanel();
    }

    private Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>(SiloUnderTest.Settings(directory))
        {
            ["Portal:PlatformHost"] = "control.example",
            ["Portal:Dns:Servers:0"] = "127.0.0.1:1",
            ["Portal:Http:Port"] = "0",
            ["Portal:Http:Address"] = "127.0.0.1",
            ["Portal:Certificates:Issuer"] = "none",
            ["Portal:Proxies:0"] = "127.0.0.1",
            ["Portal:Setup:ApiKey"] = ApiHost.FirstKey,
        };
        Configure(settings);
        return settings;
    }
}
