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

    public static async Task<SiloUnderTest> Start(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? services = null)
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
        await Eventually.Holds(async () => await management.GetGrainActivationCount((GrainReference)grain) == 0, "the grain is deactivated");
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
