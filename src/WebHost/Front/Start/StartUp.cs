using Microsoft.Extensions.Options;
using Portal.Certificates;
using Portal.Hosting;
using Portal.WebHost.Demo;

namespace Portal.WebHost.Front;

/// <summary>What is done once, after the listeners are open: control names get their certificates, the demo its brands, people their next step.</summary>
internal static partial class StartUp
{
    public static async Task RunFront(this WebApplication app)
    {
        await app.Prepare();
        await app.StartAsync();
        await Complete(app.Services, app.Logger, app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync();
    }

    private static async Task Complete(IServiceProvider services, ILogger logger, CancellationToken stopping)
    {
        var options = services.GetRequiredService<IOptions<FrontOptions>>().Value;
        if (!options.IsBehindProxy)
            await Certify(services, logger);
        if (options.Demo)
            await ActivatorUtilities.CreateInstance<DemoFiller>(services).Fill(stopping);
        foreach (var part in services.GetServices<IStartLine>())
        {
            foreach (var line in await part.Lines(stopping))
                await Console.Out.WriteLineAsync(line.AsMemory(), stopping);
        }
    }

    private static async Task Certify(IServiceProvider services, ILogger logger)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        foreach (var name in services.GetRequiredService<ControlNames>().All)
        {
            try
            {
                await grains.GetGrain<ICertificateGrain>(name).Require(wanted: true, checkDns: false);
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                LogNotCertified(logger, name, problem);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The control name {Name} has no certificate yet; it is tried again at the next start")]
    private static partial void LogNotCertified(ILogger logger, string name, Exception problem);
}
