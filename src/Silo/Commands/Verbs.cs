using Microsoft.Extensions.Configuration;
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
        "doctor" => await Doctor.Run(Configuration(settings), Console.Out),
        _ => throw new StartRefusedException($"\"{verb}\" is no verb. Allowed: migrate, doctor, or none to run."),
    };

    /// <summary>The settings as a running program reads them.</summary>
    private static ConfigurationManager Configuration(string[] settings) => Builder(settings).Configuration;

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
