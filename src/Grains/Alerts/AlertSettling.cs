using Microsoft.Extensions.Logging;
using Portal.Customers;
using Portal.Mail;
using Portal.Saving;

namespace Portal.Alerts;

/// <summary>
/// Does what follows from what was decided: mails and penalties. Each has an id that is made of the alert's and of the number of what
/// happened, and whoever takes it knows it again: so it may be handed over as often as it takes (ADR 0065).
/// </summary>
internal sealed partial class AlertSettling(AlertRows rows, IGrainFactory grains, ILogger<AlertSettling> logger)
{
    private const int AtOnce = 500;

    public async Task Run(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var happened in await rows.Open(AtOnce, cancellation))
            await Try(happened.Alert, () => Settle(happened, now, cancellation));
        foreach (var (alert, customer, firing) in await rows.PenaltiesOver(now, cancellation))
            await Try(alert, () => EndPenalty(alert, customer, firing, now, cancellation));
    }

    private async Task Settle(AlertEvent happened, DateTimeOffset now, CancellationToken cancellation)
    {
        if (happened.Penalty)
            await StartPenalty(happened, now, cancellation);
        foreach (var draft in happened.Drafts)
            await grains.GetGrain<IOutboxGrain>(happened.Box!).Enqueue(draft);
        await rows.Settle(happened, now, cancellation);
    }

    // One that is settled late, after its time, would have no end.
    private async Task StartPenalty(AlertEvent happened, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await rows.Of(happened.Customer, happened.Alert, cancellation) is [{ State: { } state }]
            && state.Firings == happened.Firing && state.PenaltyUntil > now)
            await grains.GetGrain<ICustomerGrain>(happened.Customer).StartPenalty(Change(happened.Alert, happened.Firing, "penalty"));
    }

    private async Task EndPenalty(string alert, string customer, long firing, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await rows.HoldsPenalty(customer, alert, now, cancellation))
            await grains.GetGrain<ICustomerGrain>(customer).EndPenalty(Change(alert, firing, "penalty-over"));
        await rows.PenaltyOver(alert, firing, cancellation);
    }

    private static Change Change(string alert, long firing, string what) =>
        new(FormattableString.Invariant($"{alert}/{firing}/{what}"), new Actor("system", alert, $"Alert {alert}"));

    private async Task Try(string alert, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception problem) when (problem is not (OutOfMemoryException or OperationCanceledException))
        {
            LogLater(logger, alert, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "What follows from alert {Alert} could not be done; it is tried again in a minute")]
    private static partial void LogLater(ILogger logger, string alert, Exception problem);
}
