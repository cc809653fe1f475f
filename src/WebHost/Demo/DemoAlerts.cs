using Microsoft.Extensions.Options;
using Portal.Alerts;
using Portal.Calls;
using Portal.Customers;
using Portal.Saving;
using Portal.WebHost.Front;

namespace Portal.WebHost.Demo;

/// <summary>
/// Judges the demo's alerts by the calls of its last days, as if it had run then: so their history is true to the calls, and nobody is
/// mailed. It waits until those calls are there.
/// </summary>
internal sealed partial class DemoAlerts(
    AlertRows rows, AlertMeter meter, ICallStore store, IOptions<FrontOptions> front, TimeProvider clock, ILogger<DemoAlerts> logger)
    : BackgroundService
{
    private const int Days = 7;
    private const int LongestWait = 60;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!front.Value.Demo)
            return;
        await Task.Yield();
        try
        {
            for (var turn = 0; turn < LongestWait; turn++)
            {
                try
                {
                    if (await TryReplay(stoppingToken))
                        return;
                }
                catch (Exception problem) when (
                    problem is StoreUnavailableException or System.Data.Common.DbException or TimeoutException)
                {
                    LogLater(logger, problem);
                }

                await Task.Delay(Beat, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task<bool> TryReplay(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var customer in DemoTraffic.Callers(now).Select(caller => caller.Customer.Id).Distinct())
        {
            // They are made from the newest day back: those before tell that the others are there.
            var before = new CallQuery(now.AddDays(-Days - 2), now.AddDays(-Days - 1)) { Customer = customer };
            if ((await store.Totals(before, cancellation)) is not [{ Attempts: > 0 }])
                return false;
            foreach (var one in await rows.Of(customer, null, cancellation))
            {
                if (one.State.Events == 0 && IsOfCalls(one.Alert))
                    await Replay(one, now, cancellation);
            }
        }

        return true;
    }

    private async Task Replay(WatchedAlert one, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var time = now.AddDays(-Days); time < now; time += Step)
        {
            if (await meter.Read([one], time, cancellation) is not [{ } reading]
                || AlertRule.Next(one.Alert, one.State, reading, time) is not { } kind)
                continue;
            var next = AlertRule.After(one.Alert, one.State, kind, time);
            var happened = new AlertEvent(one.Id, next.Events, one.Customer, kind, next.Firings, time, one.Alert.Title, reading);
            if (!await rows.Write(one.Customer, one.Id, next, happened, time, cancellation))
                return;
            one = one with { State = next with { Writes = next.Writes + 1 } };
        }
    }

    // What is there at this moment wasn't kept for then.
    private static bool IsOfCalls(CustomerAlert alert) =>
        alert.Area is AlertArea.Asr or AlertArea.Acd or AlertArea.Pdd or AlertArea.ConsecutiveFailures;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo's alerts could not be judged; they are tried again.")]
    private static partial void LogLater(ILogger logger, Exception problem);
}
