using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Staff;

namespace Portal.ApiKeys;

/// <summary>Makes the key of <c>Portal:Setup:ApiKey</c> when a silo starts on a store without keys.</summary>
internal sealed partial class SeedKey(IGrainFactory grains, IOptions<SetupKeyOptions> options, FirstWork first, ILogger<SeedKey> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(
            nameof(SeedKey),
            ServiceLifecycleStage.Active + 1,
            cancellation => first.Do("first API key", Seed, cancellation));

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
