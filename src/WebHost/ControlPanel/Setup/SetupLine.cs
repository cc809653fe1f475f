using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>
/// Tells where the first account is made, as long as there is none. On the console alone, not in the log: the link is a secret.
/// </summary>
internal sealed class SetupLine(SetupLinks links, IOptions<PlatformOptions> platform, IOptions<FrontOptions> front) : IStartLine
{
    public async Task<IReadOnlyList<string>> Lines(CancellationToken cancellation)
    {
        if (await links.Offer() is not { } path)
            return [];
        var named = platform.Value.ControlHosts.FirstOrDefault(host => !ControlNames.IsLoopback(host));
        var port = platform.Value.HttpsPublicPort == 443 ? "" : FormattableString.Invariant($":{platform.Value.HttpsPublicPort}");
        var address = named is null ? FormattableString.Invariant($"http://localhost:{front.Value.Http.Port}") : $"https://{named}{port}";
        return ["Create the control panel's first account here (the link works once): " + address + path];
    }
}
