using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Mail;

/// <summary>Wakes the outboxes that have mail to send, and lets the log's old rows go.</summary>
[Spread(Shards.Count)]
[GrainType("outbox-shard")]
internal sealed class OutboxShardGrain(MailRows rows, IOptions<MailOptions> options, TimeProvider clock, ILogger<OutboxShardGrain> logger)
    : ShardGrain("mail", options.Value.ScanInterval, logger), IOutboxShardGrain
{
    private const int AtOnce = 200;
    private static readonly TimeSpan SweepEach = TimeSpan.FromHours(1);

    /// <summary>How long the log goes back.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private DateTimeOffset nextSweep;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // At once, for what waited while no silo ran.
        this.RegisterGrainTimer(_ => Scan(), new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        return base.OnActivateAsync(cancellationToken);
    }

    protected override Task<IReadOnlyList<string>> Due() => rows.DueBoxes(Shard, clock.GetUtcNow(), AtOnce);

    protected override Task Wake(string key) => GrainFactory.GetGrain<IOutboxGrain>(key).Wake();

    protected override async Task Tidy()
    {
        var now = clock.GetUtcNow();
        if (now < nextSweep)
            return;
        await rows.Sweep(Shard, now, Kept);
        nextSweep = now + SweepEach;
    }
}
