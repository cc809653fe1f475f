using Microsoft.Extensions.Options;
using Portal.Calls;
using Portal.Customers;
using Portal.People;
using Portal.Saving;
using Portal.WebHost.Front;

namespace Portal.WebHost.Demo;

/// <summary>
/// The demo's switch: tells every few seconds which calls it has, as a real one does, and sends each when it has ended. They begin, ring,
/// are answered or not, and end.
/// </summary>
internal sealed partial class DemoLive(
    ILiveSet<LiveCall> live,
    ICallStore store,
    CallSampler sampler,
    ICallSamples samples,
    ICustomerDirectory customers,
    IOptions<FrontOptions> front,
    TimeProvider clock,
    ILogger<DemoLive> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    // Beyond the longest call: what ended while no process was there is sent too, if it isn't too long ago.
    private static readonly TimeSpan Back = TimeSpan.FromMinutes(15);

    private const int Days = 30;

    private bool hasHistory;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!front.Value.Demo)
            return;
        await Task.Yield();
        var sent = clock.GetUtcNow() - Back;
        try
        {
            while (true)
            {
                await Task.Delay(Beat, clock, stoppingToken);
                try
                {
                    sent = await Tell(sent, stoppingToken);
                    hasHistory = hasHistory || await Fill(stoppingToken);
                }
                catch (Exception problem) when (
                    problem is StoreUnavailableException or System.Data.Common.DbException or TimeoutException)
                {
                    LogLater(logger, problem);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    // What charts show of the weeks before; whole days alone, so that nothing of today is written twice.
    private async Task<bool> Fill(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // Looks of any customer are looks.
        if ((await samples.Channels("", now.AddDays(-3), now.AddDays(-2), cancellation)).Count > 0)
            return true;
        foreach (var caller in DemoTraffic.Callers(now))
        {
            if (!await customers.Exists(caller.Customer.Id, CustomerKind.Customer, cancellation))
                return false;
            var zone = ZoneNames.Of(caller.Customer.TimeZone);
            var today = CallTimes.DayIn(zone, now);
            for (var day = today - 1; day >= today - Days; day--)
                await sampler.Restore(DemoHistory.Day(caller, day, zone), DemoHistory.LooksInSlot, cancellation);
        }

        return true;
    }

    // Answers until when what ended was sent.
    private async Task<DateTimeOffset> Tell(DateTimeOffset sent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var calls = new List<(DemoCall Call, string? Zone)>();
        foreach (var caller in DemoTraffic.Callers(now))
        {
            if (!await customers.Exists(caller.Customer.Id, CustomerKind.Customer, cancellation))
                return sent;
            var zone = caller.Customer.TimeZone;
            var ofDay = DemoTraffic.Day(caller, CallTimes.DayIn(ZoneNames.Of(zone), now))
                .Where(call => call.CallTime <= now && call.CallTime > now - Back)
                .Select(call => DemoCall.Of(call, 0));
            calls.AddRange(DemoPresent.Begun(caller, now, Back).Concat(ofDay).Select(call => (call, zone)));
        }

        var present = calls.Where(one => one.Call.EndedAt > now).Select(one => one.Call.Live(now)).ToArray();
        await live.Replace(LiveSource.Of("demo", null), present, cancellation);
        // Those of the day are stored by the day.
        CallLine[] ended = [.. calls
            .Where(one => one.Call.EndedAt <= now && one.Call.EndedAt > sent)
            .Where(one => one.Call.Call.CallId.Contains(DemoPresent.Mark, StringComparison.Ordinal))
            .Select(one => new CallLine(one.Call.Call, 0, one.Zone))];
        if (ended.Length > 0)
            await store.Append(ended, cancellation);
        return now;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The demo's calls in progress could not be told; they are told again.")]
    private static partial void LogLater(ILogger logger, Exception problem);
}
