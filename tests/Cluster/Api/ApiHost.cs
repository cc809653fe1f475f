using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Portal.Hosting;
using Portal.Tests.Cluster.Hosting;
using Portal.WebHost.Api;

namespace Portal.Tests.Cluster.Api;

/// <summary>The API on Kestrel with a silo behind it, in this process; on SQLite, unless a subclass says otherwise.</summary>
public class ApiHost : IAsyncLifetime
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
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(SiloUnderTest.Settings(directory, await Database()))
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

    /// <summary>A connection string; null: SQLite.</summary>
    protected virtual Task<string?> Database() => Task.FromResult<string?>(null);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        directory.Dispose();
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresApiHost : ApiHost
{
    protected override async Task<string?> Database() => await PostgresCluster.NewDatabase();
}
