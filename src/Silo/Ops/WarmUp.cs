using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Hosting.Ops;

/// <summary>Something that is slow the first time: done once before visitors are sent here, so that none of them waits for it.</summary>
internal interface IWarmUp
{
    /// <summary>As it stands in a sentence: <c>the change feed</c>.</summary>
    string What { get; }

    /// <summary>Once the listeners are open; again after a failure, so it must bear being repeated.</summary>
    Task Once(CancellationToken cancellation);
}

/// <summary>Not ready before each part was done once.</summary>
internal sealed partial class WarmUp(
    IEnumerable<IWarmUp> parts,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<WarmUp> logger) : BackgroundService, IReadiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly IWarmUp[] parts = [.. parts];
    private readonly HashSet<string> cold = [.. parts.Select(part => part.What)];

    public ValueTask<string?> WhyNot(CancellationToken cancellation)
    {
        lock (cold)
            return ValueTask.FromResult(
                cold.Count == 0
                    ? null
                    : $"The process is warming up; it is waiting for {string.Join(" and ", cold.Order(StringComparer.Ordinal))}.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var opened = lifetime.ApplicationStarted.Register(started.SetResult);
        await using var stopped = stoppingToken.Register(() => started.TrySetCanceled(stoppingToken));
        await started.Task;
        await Task.WhenAll(parts.Select(part => Until(part, stoppingToken)));
    }

    private async Task Until(IWarmUp part, CancellationToken stopping)
    {
        for (var told = false; !stopping.IsCancellationRequested;)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            limit.CancelAfter(Limit);
            try
            {
                await part.Once(limit.Token).WaitAsync(limit.Token);
                lock (cold)
                    cold.Remove(part.What);
                return;
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                if (!told && !stopping.IsCancellationRequested)
                    LogCold(logger, part.What, problem.Message);
                told = true;
            }

            await Task.Delay(Pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Not ready yet: {What} did not answer ({Reason}); asking again")]
    private static partial void LogCold(ILogger logger, string what, string reason);
}
