using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Hosting.Storage;

namespace Portal.Hosting.Commands;

/// <summary>What a program does instead of running.</summary>
internal static class Verbs
{
    public static async Task<int> Run(string verb, string[] settings) => verb switch
    {
        "migrate" => await Migrate.Run(Services(settings), Console.Out),
        "doctor" => await Diagnose([.. settings.Where(setting => setting != "--json")], settings.Contains("--json")),
        "import" when FollowPlan.IsAsked(Part(settings).Arguments) => await FollowCommand.Run(settings, Console.Out),
        "reset-owner" or "rebuild" or "import" or "backup" => await OnGrains(verb, settings),
        _ => throw new StartRefusedException($"\"{verb}\" is not a verb. Allowed: migrate, doctor, reset-owner EMAIL, rebuild [KIND…], "
            + "backup FILE, import cdrs FILE…, import cdrs --follow DIR, or none to run."),
    };

    private static async Task<int> OnGrains(string verb, string[] written)
    {
        var (arguments, settings) = Part(written);
        var exact = verb switch
        {
            "import" => ImportCdrs.Absolute(arguments),
            "backup" => Backup.Absolute(arguments),
            _ => arguments,
        };
        return await VerbRun.Run(verb, exact, settings, await Storage(settings), Console.Out);
    }

    /// <summary>Settings are --Key=value; the rest is the verb's own.</summary>
    internal static (string[] Arguments, string[] Settings) Part(string[] written)
    {
        var settings = written.Where(argument => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=')).ToArray();
        return ([.. written.Where(argument => !settings.Contains(argument, StringComparer.Ordinal))], settings);
    }

    internal static async Task<StorageOptions> Storage(string[] settings)
    {
        await using var services = Services(settings);
        return services.GetRequiredService<IOptions<StorageOptions>>().Value;
    }

    private static Task<int> Diagnose(string[] settings, bool json) =>
        Doctor.Run(Builder(settings).Configuration, () => Services(settings), Console.Out, json);

    private static ServiceProvider Services(string[] settings)
    {
        var builder = Builder(settings);
        builder.Services.AddPortalParts(builder.Configuration);
        return builder.Services.BuildServiceProvider();
    }

    /// <summary>It writes no log: what a verb has to say it says itself.</summary>
    internal static HostApplicationBuilder Builder(string[] settings)
    {
        var builder = Host.CreateApplicationBuilder(settings);
        builder.Logging.ClearProviders();
        return builder;
    }
}
