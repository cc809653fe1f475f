using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Certificates;

/// <summary>
/// Once the silo can be called, and beside the start: control names get their certificates, and the shards scan, so that orders go
/// on within seconds after a crash.
/// </summary>
internal sealed partial class CertificateStart(IGrainFactory grains, IOptions<PlatformOptions> platform, TimeProvider clock, ILogger<CertificateStart> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public void Participate(ISiloLifecycle lifecycle)
    {
        var leaving = new CancellationTokenSource();
        lifecycle.Subscribe(
            nameof(CertificateStart),
            ServiceLifecycleStage.Active + 1,
            cancellation =>
            {
                foreach (var host in platform.Value.ControlHosts)
                    _ = Until(host, () => grains.GetGrain<ICertificateGrain>(host).Require(wanted: true, checkDns: false), leaving.Token);
                _ = Until("renewal shards", StartShards, leaving.Token);
                return Task.CompletedTask;
            },
            _ => leaving.CancelAsync());
    }

    private async Task StartShards()
    {
        for (var shard = 0; shard < Shards.Count; shard++)
            await grains.GetGrain<IRenewalShardGrain>(shard).Start();
    }

    private async Task Until(string what, Func<Task> work, CancellationToken leaving)
    {
        while (!leaving.IsCancellationRequested)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                LogAgain(logger, what, problem);
            }

            await Task.Delay(Pause, clock, leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Certificates at start ({What}): not done yet, it is tried again")]
    private static partial void LogAgain(ILogger logger, string what, Exception problem);
}
