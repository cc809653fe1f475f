using Microsoft.Extensions.Logging;

namespace Portal.Platform;

/// <summary>
/// What a start waits for and asks grains about: asked again while the machine is too busy to answer in time, since a
/// slow start is no reason to end.
/// </summary>
internal sealed partial class FirstWork(TimeProvider clock, ILogger<FirstWork> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="work">May be repeated: a call that timed out may have been done.</param>
    /// <exception cref="TimeoutException">It was not answered for two minutes.</exception>
    public async Task Do(string what, Func<Task> work, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception problem) when (problem is TimeoutException or OrleansException
                && clock.GetElapsedTime(started) < Patience && !cancellation.IsCancellationRequested)
            {
                LogAgain(logger, what, problem.Message);
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "At start ({What}): no answer in time, asking again ({Reason})")]
    private static partial void LogAgain(ILogger logger, string what, string reason);
}
