using Microsoft.Extensions.Options;
using Portal.Hosting;
using Portal.Platform;
using Portal.WebHost.Demo;

namespace Portal.WebHost.Front;

/// <summary>What is done once, after the listeners are open: the demo gets its brands, people their next step.</summary>
internal static class StartUp
{
    public static async Task RunFront(this WebApplication app)
    {
        await app.Prepare();
        foreach (var line in UnknownSettings.Find(app.Configuration, app.Services.GetServices<SettingsSection>()))
            await Console.Error.WriteLineAsync(line);
        await app.StartAsync();
        await Complete(app.Services, app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync();
    }

    private static async Task Complete(IServiceProvider services, CancellationToken stopping)
    {
        var start = services.GetRequiredService<StartWork>();
        if (services.GetRequiredService<IOptions<FrontOptions>>().Value.Demo)
            await start.Do(new("the demo", () => ActivatorUtilities.CreateInstance<DemoFiller>(services).Fill(stopping)), stopping);
        foreach (var part in services.GetServices<IStartLine>())
        {
            IReadOnlyList<string> lines = [];
            await start.Do(new(part.GetType().Name, async () => lines = await part.Lines(stopping)), stopping);
            foreach (var line in lines)
                await Console.Out.WriteLineAsync(line);
        }
    }
}
