using Microsoft.Extensions.Logging;
using Portal.Platform;

namespace Portal.Mail;

/// <summary>Sees to it that the shards scan, once the silo can be called; beside the start, which must not wait for 64 rows.</summary>
internal sealed partial class OutboxShardStart(IGrainFactory grains, ILogger<OutboxShardStart> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(OutboxShardStart), ServiceLifecycleStage.Active + 1, cancellation =>
    {
        _ = Start(cancellation);
        return Task.CompletedTask;
    });

    private async Task Start(CancellationToken cancellation)
    {
        try
        {
            for (var shard = 0; shard < Shards.Count && !cancellation.IsCancellationRequested; shard++)
                await grains.GetGrain<IOutboxShardGrain>(shard).Start();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogFailed(logger, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Not all shards of the outboxes were started; reminders of former starts wake them")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}
