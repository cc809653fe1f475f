using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Staff;

namespace Portal.ApiKeys;

/// <summary>Makes the key of <c>Portal:Setup:ApiKey</c> when a silo starts on a store without keys.</summary>
internal sealed partial class SeedKey(IGrainFactory grains, IOptions<SetupKeyOptions> options, ILogger<SeedKey> logger)
{
    public AtStart Work => new("first API key", Seed) { IsAwaited = true };

    private async Task Seed()
    {
        if (options.Value.ApiKey is not { Length: > 0 } key)
            return;
        var settings = new ApiKeySettings
        {
            Name = "First key",
            Scopes = [Scopes.Everything],
            Rights = new StaffRights { Role = StaffRole.Owner },
        };
        // One grain for the whole cluster, so that silos that start together make one key.
        if (await grains.GetGrain<IApiKeyGrain>("key_first").Seed(settings, ApiKeyText.DigestOf(key)))
            LogSeeded(logger);
    }

    [LoggerMessage(1, LogLevel.Information, "The API key of Portal:Setup:ApiKey was added; revoke it when it is no longer needed")]
    private static partial void LogSeeded(ILogger logger);
}
