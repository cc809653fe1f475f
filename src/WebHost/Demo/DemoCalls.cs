using Microsoft.Extensions.Options;
using Portal.Calls;
using Portal.Customers;
using Portal.People;
using Portal.Saving;
using Portal.WebHost.Front;

namespace Portal.WebHost.Demo;

/// <summary>
/// Gives the demo's customers two months of calls, the newest first so that pages have something at once, and then those of each minute.
/// It goes on in the background: a start doesn't wait for it.
/// </summary>
internal sealed partial class DemoCalls(
    ICallStore store,
    ICustomerDirectory customers,
    IOptions<FrontOptions> front,
    TimeProvider clock,
    ILogger<DemoCalls> logger) : BackgroundService
{
    private const int Days = 60;
    private const int AtOnce = 500;

    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilTheyAreThere = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!front.Value.Demo)
            return;
        // Leaves the caller, who is the start.
        await Task.Yield();
        var back = Days;
        try
        {
            while (true)
            {
                try
                {
                    back = await Fill(back, stoppingToken);
                }
                catch (Exception problem) when (
                    problem is StoreUnavailableException or System.Data.Common.DbException or TimeoutException)
                {
                    LogLater(logger, problem);
                }

                await Task.Delay(back == Days ? UntilTheyAreThere : Beat, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    // Answers how many days are to be looked at next time: while the customers aren't there, all of them.
    private async Task<int> Fill(int days, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var isWhole = true;
        foreach (var caller in DemoTraffic.Callers(now))
        {
            isWhole &= await customers.Exists(caller.Customer.Id, CustomerKind.Customer, cancellation);
            if (!isWhole)
                continue;
            var zone = caller.Customer.TimeZone;
            var today = CallTimes.DayIn(ZoneNames.Of(zone), now);
            for (var day = today; day > today - days; day--)
            {
                var calls = DemoTraffic.Day(caller, day).Where(call => call.CallTime.AddSeconds((double)call.Duration) < now);
                foreach (var part in calls.Select(call => new CallLine(call, 0, zone)).Chunk(AtOnce))
                    await store.Append(part, cancellation);
            }
        }

        return isWhole ? 2 : days;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo's calls could not be stored; they are tried again.")]
    private static partial void LogLater(ILogger logger, Exception problem);
}
