using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Storage;

namespace Portal.Dns;

/// <summary>The reminder only wakes the shard; its timer reads what is due. The query is on state, so no outage loses a look.</summary>
[GrainType("dns-shard")]
internal sealed partial class DnsShardGrain(PortalDatabase database, IOptions<DnsOptions> options, TimeProvider clock, ILogger<DnsShardGrain> logger)
    : Grain, IDnsShardGrain, IRemindable
{
    private const string Reminder = "scan";
    private const int AtOnce = 200;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    private readonly DueRows due = new(database, "portal_dns");

    private int Shard => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var interval = options.Value.ScanInterval;
        // Each shard has its own place in the interval.
        this.RegisterGrainTimer(_ => Scan(), new GrainTimerCreationOptions(interval * ((Shard + 1.0) / Shards.Count), interval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task Start() => await this.RegisterOrUpdateReminder(Reminder, Period * ((Shard + 1.0) / Shards.Count), Period);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Scan()
    {
        try
        {
            foreach (var host in await due.Of(Shard, clock.GetUtcNow(), AtOnce))
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
            await GrainFactory.GetGrain<IDnsGrain>(host).Wake();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogHost(logger, host, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Shard {Shard} could not read which hosts are due for a look at their DNS; it tries again")]
    private static partial void LogScan(ILogger logger, int shard, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "{Host} is due for a look at its DNS, but could not be woken; it is tried again")]
    private static partial void LogHost(ILogger logger, string host, Exception problem);
}
