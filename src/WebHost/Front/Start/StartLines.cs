using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.WebHost.Front;

/// <summary>Something that whoever starts the program should read: where to go next.</summary>
internal interface IStartLine
{
    /// <summary>Lines without trailing break; none: nothing to say.</summary>
    Task<IReadOnlyList<string>> Lines(CancellationToken cancellation);
}

/// <summary>Tells where the control panel is.</summary>
internal sealed class ControlPanelLine(IOptions<PlatformOptions> platform, IOptions<FrontOptions> front) : IStartLine
{
    public Task<IReadOnlyList<string>> Lines(CancellationToken cancellation)
    {
        var port = platform.Value.HttpsPublicPort == 443 ? "" : FormattableString.Invariant($":{platform.Value.HttpsPublicPort}");
        var lines = platform.Value.ControlHosts
            .Where(host => !System.Net.IPAddress.TryParse(host, out _))
            .Select(host => ControlNames.IsLoopback(host)
                ? FormattableString.Invariant($"Control panel: http://{host}:{front.Value.Http.Port} (from this machine only)")
                : $"Control panel: https://{host}{port}");
        return Task.FromResult<IReadOnlyList<string>>([.. lines]);
    }
}
