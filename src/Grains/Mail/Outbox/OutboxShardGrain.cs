using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Mail;

/// <summary>The reminder only wakes the shard; its timer reads what is due. The query is on rows, so no outage loses a mail.</summary>
[GrainType("outbox-shard")]
internal sealed partial class OutboxShardGrain(MailRows rows, IOptions<MailOptions> options, TimeProvider clock, ILogger<OutboxShardGrain> logger)
    : Grain, IOutboxShardGrain, IRemindable
{
    private const string Reminder = "scan";
    private const int AtOnce = 200;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SweepEach = TimeSpan.FromHours(1);

    /// <summary>How long the log goes back.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private DateTimeOffset nextSweep;

    private int Shard => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var interval = options.Value.ScanInterval;
        // At once, for what waited while no silo ran; then each shard has its own place in the interval.
        this.RegisterGrainTimer(_ => Scan(), new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        this.RegisterGrainTimer(_ => Scan(), new GrainTimerCreationOptions(interval * ((Shard + 1.0) / Shards.Count), interval) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task Start() => await this.RegisterOrUpdateReminder(Reminder, Period * ((Shard + 1.0) / Shards.Count), Period);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    private async Task Scan()
    {
        try
        {
            var now = clock.GetUtcNow();
            foreach (var box in await rows.DueBoxes(Shard, now, AtOnce))
                await Wake(box);
            if (now < nextSweep)
                return;
            await rows.Sweep(Shard, now, Kept);
            nextSweep = now + SweepEach;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogScan(logger, Shard, problem);
        }
    }

    private async Task Wake(string box)
    {
        try
        {
            await GrainFactory.GetGrain<IOutboxGrain>(box).Wake();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogBox(logger, box, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Shard {Shard} could not read which mail is due; it tries again")]
    private static partial void LogScan(ILogger logger, int shard, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "Mail of {Box} is due, but its outbox could not be woken; it is tried again")]
    private static partial void LogBox(ILogger logger, string box, Exception problem);
}
