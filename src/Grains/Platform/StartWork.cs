using Microsoft.Extensions.Logging;

namespace Portal.Platform;

/// <summary>Something to be done once at a start; done again until it succeeds, so it must bear being repeated.</summary>
/// <param name="What">For the log: <c>certificate of panel.example</c>.</param>
internal sealed record AtStart(string What, Func<Task> Work)
{
    /// <summary>The start waits for it: whoever comes once the process is ready counts on it.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>Has every shard of a schedule scan, now and after later starts.</summary>
    public static AtStart Shards(string what, Func<int, Task> start) => new("shards of " + what, async () =>
    {
        for (var shard = 0; shard < Platform.Shards.Count; shard++)
            await start(shard);
    });
}

/// <summary>
/// Does what a start asks of grains and stores, again and again until it is done: a machine that is too busy to answer in time
/// is no reason to end.
/// </summary>
internal sealed partial class StartWork(TimeProvider clock, ILogger<StartWork> logger)
{
    // A start that is slow for a moment waits no longer than it has to; what stays away isn't asked each second.
    private const int SoonAgain = 5;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    /// <summary>Ends when it is done, or when the process leaves. Never throws.</summary>
    public async Task Do(AtStart work, CancellationToken leaving)
    {
        for (var failures = 1; !leaving.IsCancellationRequested; failures++)
        {
            try
            {
                await work.Work();
                return;
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                if (!leaving.IsCancellationRequested)
                    LogAgain(logger, work.What, problem);
            }

            await Task.Delay(failures <= SoonAgain ? Soon : Later, clock, leaving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "At start ({What}): not done yet, trying again")]
    private static partial void LogAgain(ILogger logger, string what, Exception problem);
}
