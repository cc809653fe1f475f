using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Portal.Hosting.Clocks;

/// <summary>
/// Tells when the machine's clock was set: everything goes on, but whoever wonders about times in the audit, certificates
/// that all fall due at once, or sessions that ended, finds the reason here.
/// </summary>
internal sealed partial class ClockWatch(SteadyClock steady, TimeProvider machine, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    // A clock that drifts is drawn back by less than this in the time between two looks.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var apart = machine.GetUtcNow() - steady.GetUtcNow();
        using var timer = new PeriodicTimer(Beat, machine);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = machine.GetUtcNow() - steady.GetUtcNow();
                if ((now - apart).Duration() >= Step)
                    LogSet(logger, now > apart ? "forward" : "back", (now - apart).Duration());
                apart = now;
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "This machine's clock was set {Direction} by {By}")]
    private static partial void LogSet(ILogger logger, string direction, TimeSpan by);
}
