using System.Net;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.WebHost.Front;

/// <summary>The names that answer with the control panel and the API.</summary>
internal sealed class ControlNames(IOptions<PlatformOptions> options)
{
    private readonly HashSet<string> names = new(options.Value.ControlHosts.Select(Strip), StringComparer.Ordinal);

    public IReadOnlyList<string> All { get; } = [.. options.Value.ControlHosts.Select(Strip)];

    public bool Contains(string host) => names.Contains(host);

    /// <summary>Names that mean this machine itself: they answer nobody else.</summary>
    public static bool IsLoopback(string host) =>
        host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string Strip(string host) => host.Trim('[', ']');
}
