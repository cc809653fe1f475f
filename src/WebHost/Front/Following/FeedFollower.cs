using System.Diagnostics.Metrics;
using Portal.Feed;
using Portal.Hosting.Ops;
using Portal.Metrics;

namespace Portal.WebHost.Front;

/// <summary>One long poll for each shard of the change feed. What a note does wrong with one key stays with that key.</summary>
internal sealed partial class FeedFollower : BackgroundService, IWarmUp
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Meter meter = new(Instruments.Name);
    private readonly IGrainFactory grains;
    private readonly FollowedTables tables;
    private readonly TimeProvider clock;
    private readonly ILogger<FeedFollower> logger;
    private readonly long[] heard;
    private readonly TaskCompletionSource[] answered =
        [.. Enumerable.Range(0, FeedKeys.Shards).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

    public FeedFollower(IGrainFactory grains, FollowedTables tables, TimeProvider clock, ILogger<FeedFollower> logger)
    {
        (this.grains, this.tables, this.clock, this.logger) = (grains, tables, clock, logger);
        heard = [.. Enumerable.Repeat(clock.GetTimestamp(), FeedKeys.Shards)];
        meter.CreateObservableGauge(
            "portal.feed.silence", Silence, "s", "Since the shard of the change feed that has been silent longest answered a poll.");
    }

    public string What => "the change feed";

    /// <summary>Until each shard answered once: from then on a change that is made anywhere shows here.</summary>
    public Task Once(CancellationToken cancellation) => Task.WhenAll(answered.Select(shard => shard.Task));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, FeedKeys.Shards).Select(shard => Follow(shard, stoppingToken)));

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    // A poll without news is answered too: silence beyond its length means that nobody answers.
    private double Silence() => heard.Max(last => clock.GetElapsedTime(last).TotalSeconds);

    private async Task Follow(int shard, CancellationToken stopping)
    {
        // The caller must not wait for the first answer.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var feed = grains.GetGrain<IFeedGrain>(shard);
        var (epoch, sequence) = (Guid.Empty, 0L);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var page = await feed.Poll(epoch, sequence, stopping);
                if (page.Reset)
                    tables.MarkDue(shard);
                foreach (var note in page.Notes)
                    tables.Note(note);
                (epoch, sequence) = (page.Epoch, page.Sequence);
                Volatile.Write(ref heard[shard], clock.GetTimestamp());
                answered[shard].TrySetResult();
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                if (stopping.IsCancellationRequested)
                    return;
                LogInterrupted(logger, shard, problem.Message);
                await Task.Delay(Pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The change feed {Shard} did not answer ({Reason}); asking again")]
    private static partial void LogInterrupted(ILogger logger, int shard, string reason);
}
