using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Storage;

namespace Portal.Certificates;

/// <summary>
/// The reminder only wakes the shard; its timer reads what is due. The query is on state, so no outage loses a renewal. It begins
/// with a few hosts a scan and doubles while there are more, so that a silo that takes over after an outage is not flooded.
/// </summary>
[GrainType("renewal")]
internal sealed partial class RenewalShardGrain(
    PortalDatabase database, IOptions<CertificateOptions> options, TimeProvider clock, ILogger<RenewalShardGrain> logger) : Grain, IRenewalShardGrain, IRemindable
{
    private const string Reminder = "scan";
    private const int FirstScan = 10;
    private const int LargestScan = 1000;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    private readonly DueRows due = new(database, CertificateRows.Table);
    private int most = FirstScan;

    private int Shard => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var interval = options.Value.ScanInterval;
        // Each shard has its own place in the interval.
        this.RegisterGrainTimer(_ => Scan(), new GrainTimerCreationOptions(interval * ((Shard + 1.0) / Shards.Count), interval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task Start()
    {
        await this.RegisterOrUpdateReminder(Reminder, Period * ((Shard + 1.0) / Shards.Count), Period);
        await Scan();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Scan()
    {
        try
        {
            var hosts = await due.Of(Shard, clock.GetUtcNow(), most);
            most = hosts.Count == most ? Math.Min(most * 2, LargestScan) : Math.Max(most / 2, FirstScan);
            foreach (var host in hosts)
                await Wake(host);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogScan(logger, Shard, problem);
        }
    }

    private async Task Wake(string host)
    {
        try
        {
            await GrainFactory.GetGrain<ICertificateGrain>(host).Wake();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogHost(logger, host, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Shard {Shard} could not read which certificates are due; it tries again")]
    private static partial void LogScan(ILogger logger, int shard, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "The certificate of {Host} is due, but could not be woken; it is tried again")]
    private static partial void LogHost(ILogger logger, string host, Exception problem);
}
