using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Mail;
using Portal.Platform;
using Portal.Staff;

namespace Portal.Hosting.Commands;

/// <summary><c>reset-owner EMAIL [--second-factor]</c>: prints a link that sets an owner's password once.</summary>
internal sealed class ResetOwner(
    StaffRecovery recovery, MailSenders senders, IOptions<PlatformOptions> platform, IConfiguration configuration) : IVerb
{
    private const string WithFactor = "--second-factor";

    public string Name => "reset-owner";

    public async Task<int> Run(string[] arguments, Func<string, Task> say, CancellationToken stop = default)
    {
        if (arguments.Where(argument => argument != WithFactor).ToArray() is not [var email])
        {
            await say("Usage: reset-owner EMAIL. With --second-factor, their second factor is removed too.");
            return 2;
        }

        var (path, problem) = await recovery.ResetOwner(email, arguments.Contains(WithFactor, StringComparer.Ordinal));
        await say(
            path is null
                ? problem
                : $"Choose a new password here, within {StaffRecovery.LinkLife.TotalMinutes:0} minutes (the link works once): "
                    + $"{Address()}{path}");
        return path is null ? 1 : 0;
    }

    private string Address()
    {
        var host = MailSenders.ControlHost(platform.Value.ControlHosts);
        return host == "localhost" ? $"http://localhost:{configuration["Portal:Http:Port"] ?? "8080"}" : senders.Site(host);
    }
}
