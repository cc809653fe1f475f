using Microsoft.Extensions.Logging;

namespace Portal.Feed;

/// <summary>Tells the front ends that something has a new version.</summary>
internal sealed partial class FeedPublisher(IGrainFactory grains, TimeProvider clock, ILogger<FeedPublisher> logger)
{
    // A silo that just died answers nothing for a moment; a second try after its shard moved mostly gets through.
    // The whole of it stays well under what somebody who pressed Save would wait.
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2)];

    /// <summary>
    /// Publishes with a bounded retry. False: the feed could not be reached, front ends learn by lease (up to 30 s). Never throws.
    /// </summary>
    public async Task<bool> Publish(string key, long version)
    {
        var feed = grains.GetGrain<IFeedGrain>(FeedKeys.Shard(key));
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await feed.Publish(new FeedNote(key, version));
                return true;
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                if (attempt == Pauses.Length)
                {
                    LogNotPublished(logger, key, version, problem);
                    return false;
                }
            }

            await Task.Delay(Pauses[attempt], clock);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The feed did not take {Key} at version {Version}; front ends learn of it when their lease ends")]
    private static partial void LogNotPublished(ILogger logger, string key, long version, Exception problem);
}
