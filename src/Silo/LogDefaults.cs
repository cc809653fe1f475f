using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace Portal.Hosting;

/// <summary>What is logged unless settings say otherwise: our own words, and others' warnings.</summary>
internal static class LogDefaults
{
    private static readonly Dictionary<string, string?> Levels = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // It writes nothing of its own above Information, and while it could, each request makes an activity and a scope for it.
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
        ["Logging:LogLevel:Orleans"] = "Warning",
        // It counts from the machine's start and so warns at each of ours.
        ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",
        // Each failure reaches whoever asked for the write, who says it in a line; a full disk would fill the log as well.
        ["Logging:LogLevel:Orleans.Storage"] = "None",
        ["Logging:LogLevel:Polly"] = "Warning",
        ["Logging:LogLevel:System"] = "Warning",
    };

    /// <summary>Under all other sources, so that each of them overrides.</summary>
    public static void AddLogDefaults(this IHostApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
}
