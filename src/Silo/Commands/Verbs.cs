using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Hosting.Commands;

/// <summary>What a program does instead of running.</summary>
internal static class Verbs
{
    public static async Task<int> Run(string verb, string[] settings) => verb switch
    {
        "migrate" => await Migrate.Run(Services(settings), Console.Out),
        "doctor" => await Diagnose(settings),
        _ => throw new StartRefusedException($"\"{verb}\" is no verb. Allowed: migrate, doctor, or none to run."),
    };

    private static Task<int> Diagnose(string[] settings) =>
        Doctor.Run(Builder(settings).Configuration, () => Services(settings), Console.Out);

    private static ServiceProvider Services(string[] settings)
    {
        var builder = Builder(settings);
        builder.Services.AddPortalParts(builder.Configuration);
        return builder.Services.BuildServiceProvider();
    }

    private static HostApplicationBuilder Builder(string[] settings)
    {
        var builder = Host.CreateApplicationBuilder(settings);
        builder.Logging.ClearProviders();
        return builder;
    }
}
