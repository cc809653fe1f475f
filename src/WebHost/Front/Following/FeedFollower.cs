using Portal.Feed;
using Portal.Hosting.Ops;

namespace Portal.WebHost.Front;

/// <summary>One long poll for each shard of the change feed. What a note does wrong with one key stays with that key.</summary>
internal sealed partial class FeedFollower(IGrainFactory grains, FollowedTables tables, TimeProvider clock, ILogger<FeedFollower> logger) : BackgroundService, IWarmUp
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly TaskCompletionSource[] answered = [.. Enumerable.Range(0, FeedKeys.Shards).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

    public string What => "the change feed";

    /// <summary>Until each shard answered once: from then on a change that is made anywhere shows here.</summary>
    public Task Once(CancellationToken cancellation) => Task.WhenAll(answered.Select(shard => shard.Task));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, FeedKeys.Shards).Select(shard => Follow(shard, stoppingToken)));

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
