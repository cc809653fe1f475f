using Microsoft.Extensions.Options;

namespace Portal.Platform;

/// <summary>The names that are the platform's own, as they hold now: configuration's, else what its owner stored.</summary>
internal sealed class PlatformNames(IOptions<PlatformOptions> options, IGrainFactory grains)
{
    public IReadOnlyList<string> ControlHosts => options.Value.ControlHosts;

    /// <summary>The name that CNAME records point at; lower case, no dot at the end.</summary>
    public async ValueTask<string> Host() =>
        options.Value.PlatformHost ?? (await grains.GetGrain<IPlatformGrain>(0).Get()).Settings.PlatformHost ?? PlatformOptions.DefaultHost;
}
