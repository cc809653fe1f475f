using Microsoft.Extensions.Logging;

namespace Portal.Alerts;

/// <summary>
/// One for the fleet: all alerts cost a handful of statements, so there is nothing to share out. The reminder has it judge on another
/// member when its own is gone; two of it at once decide nothing twice.
/// </summary>
[GrainType("alerts")]
internal sealed partial class AlertsGrain(AlertRound round, AlertSettling settling, TimeProvider clock, ILogger<AlertsGrain> logger)
    : Grain, IAlertsGrain, IRemindable
{
    private const string Reminder = "round";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Rounds that were late don't follow each other on the heel.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private DateTimeOffset last;

    public async Task Start() => await this.RegisterOrUpdateReminder(Reminder, Period, Period);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var now = clock.GetUtcNow();
        if (now - last < Shortest && now >= last)
            return;
        last = now;
        // What a round before left undone, whatever becomes of this one.
        await Try(() => settling.Run(now, CancellationToken.None));
        await Try(() => round.Run(now, CancellationToken.None));
        await Try(() => settling.Run(now, CancellationToken.None));
    }

    private async Task Try(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogFailed(logger, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Alerts could not be judged; they are tried again in a minute")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}
