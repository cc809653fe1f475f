using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Hosting;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>A silo in this process, hosted as the product hosts it.</summary>
internal sealed class SiloPart : IAsyncDisposable
{
    private readonly IHost host;

    private SiloPart(IHost host) => this.host = host;

    public IServiceProvider Services => host.Services;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<SiloPart> Start(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddPortalSilo();
        var built = builder.Build();
        await built.Prepare();
        await built.StartAsync();
        return new SiloPart(built);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
