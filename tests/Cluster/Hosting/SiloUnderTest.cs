using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using Portal.Hosting;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>A real silo in this process, hosted as the product hosts it.</summary>
internal sealed class SiloUnderTest : IAsyncDisposable
{
    private readonly IHost host;

    private SiloUnderTest(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>What each process of a test is set to: files of its own and free ports; with a database, PostgreSQL.</summary>
    public static Dictionary<string, string?> Settings(TempDirectory directory, string? database = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Portal:DataDirectory"] = directory["data"],
            ["Portal:Keys:File"] = directory["keys/keyring.key"],
            ["Portal:Cluster:SiloPort"] = "0",
            ["Portal:Cluster:GatewayPort"] = "0",
            // Tests have calls of whatever day they like.
            ["Portal:Calls:HotDays"] = "36500",
        };
        if (database is not null)
        {
            settings["Portal:Storage:Provider"] = "postgres";
            settings["ConnectionStrings:Portal"] = database;
        }

        return settings;
    }

    public static async Task<SiloUnderTest> Start(
        IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.AddProvider(TestLog.Instance).SetMinimumLevel(LogLevel.Warning);
        builder.AddPortalSilo();
        services?.Invoke(builder.Services);
        var built = builder.Build();
        try
        {
            await built.Prepare();
            await built.StartAsync();
        }
        catch
        {
            built.Dispose();
            throw;
        }

        return new SiloUnderTest(built);
    }

    /// <summary>Ends the activation of a grain, so that the next call reads what is stored.</summary>
    public async Task Deactivate(IAddressable grain)
    {
        await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        var management = Grains.GetGrain<IManagementGrain>(0);
        await Eventually.Holds(
            async () => await management.GetGrainActivationCount((GrainReference)grain) == 0, "the grain is deactivated");
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
