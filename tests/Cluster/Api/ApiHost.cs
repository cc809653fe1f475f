using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Portal.Hosting;
using Portal.Tests.Cluster.Hosting;
using Portal.WebHost.Api;

namespace Portal.Tests.Cluster.Api;

/// <summary>The API on Kestrel with a silo on SQLite behind it, in this process.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    public const string FirstKey = "test_0123456789abcdefghijklmnopqrstuvwxyz";

    private readonly TempDirectory directory = new();

    private WebApplication? app;

    public IServiceProvider Services => app!.Services;

    public string Address => app!.Urls.First();

    internal ApiClient Client(string? key = FirstKey) => new(new Uri(Address), key);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(SiloUnderTest.Settings(directory))
        {
            ["Portal:PlatformHost"] = "portal.example",
            ["Portal:Dns:Servers:0"] = "127.0.0.1:1",
            ["Portal:Setup:ApiKey"] = FirstKey,
        });
        builder.Logging.ClearProviders().AddProvider(TestLog.Instance).SetMinimumLevel(LogLevel.Warning);
        builder.AddPortalSilo();
        builder.Services.AddPortalApi();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UsePortalApi();
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
}
