using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>Prints where the first account is made, as long as there is none. On the console, not in the log: the link is a secret.</summary>
internal sealed class SetupAtStart(
    SetupLinks links, IOptions<SetupStaffOptions> setup, IOptions<PlatformOptions> platform, IConfiguration configuration, IHostApplicationLifetime life) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(setup.Value.AdminEmail))
            life.ApplicationStarted.Register(() => _ = Print());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Print()
    {
        if (await links.Offer() is not { } path)
            return;
        var host = platform.Value.ControlHosts.FirstOrDefault(h => h is not ("localhost" or "127.0.0.1" or "::1"));
        var address = host is not null
            ? $"https://{host}{(platform.Value.HttpsPublicPort == 443 ? "" : ":" + platform.Value.HttpsPublicPort)}"
            : $"http://localhost:{configuration["Portal:Http:Port"] ?? "8080"}";
        Console.WriteLine("Make the first account of the control panel here (the link works once):");
        Console.WriteLine("  " + address + path);
    }
}
