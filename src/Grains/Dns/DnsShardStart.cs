using Microsoft.Extensions.Logging;
using Portal.Platform;

namespace Portal.Dns;

/// <summary>Sees to it that the shards scan, once the silo can be called; beside the start, which must not wait for 64 rows.</summary>
internal sealed partial class DnsShardStart(IGrainFactory grains, DnsPolicy policy, ILogger<DnsShardStart> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        if (!policy.Waits)
            return;
        lifecycle.Subscribe(nameof(DnsShardStart), ServiceLifecycleStage.Active + 1, cancellation =>
        {
            _ = Start(cancellation);
            return Task.CompletedTask;
        });
    }

    private async Task Start(CancellationToken cancellation)
    {
        try
        {
            for (var shard = 0; shard < Shards.Count && !cancellation.IsCancellationRequested; shard++)
                await grains.GetGrain<IDnsShardGrain>(shard).Start();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogFailed(logger, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Not all shards of the DNS watch were started; reminders of former starts wake them")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}
