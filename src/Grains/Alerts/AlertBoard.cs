using Portal.Customers;

namespace Portal.Alerts;

/// <summary>An alert as it is at this moment.</summary>
/// <param name="Reading">What it sees now.</param>
/// <param name="WouldFire">Whether that makes it fire; null: there is no number.</param>
internal sealed record AlertView(WatchedAlert Watched, AlertReading Reading, bool? WouldFire)
{
    public string Id => Watched.Id;

    public CustomerAlert Alert => Watched.Alert;

    public AlertState State => Watched.State;

    public bool IsFiring => State.FiringSince is not null;
}

/// <summary>How a customer's alerts stand, for its pages.</summary>
internal interface IAlertBoard
{
    /// <summary>By their ids.</summary>
    Task<Dictionary<string, AlertView>> Of(string customer, CancellationToken cancellation);

    /// <summary>Null: the customer has no such.</summary>
    Task<AlertView?> Find(string customer, string alert, CancellationToken cancellation);

    /// <summary>Those that fire, by their state alone: nothing is measured.</summary>
    Task<WatchedAlert[]> Firing(string customer, CancellationToken cancellation);

    /// <summary>What became of it, the newest first.</summary>
    Task<AlertEvent[]> History(string customer, string alert, CancellationToken cancellation);

    /// <summary>No mails until then; null: again from now on.</summary>
    /// <returns>False: the customer has no such.</returns>
    Task<bool> Mute(string customer, string alert, DateTimeOffset? until, CancellationToken cancellation);
}

internal sealed class AlertBoard(AlertRows rows, AlertMeter meter, TimeProvider clock) : IAlertBoard
{
    private const int MostEvents = 100;

    public async Task<Dictionary<string, AlertView>> Of(string customer, CancellationToken cancellation) =>
        (await Views(await rows.Of(customer, null, cancellation), cancellation)).ToDictionary(view => view.Id, StringComparer.Ordinal);

    public async Task<AlertView?> Find(string customer, string alert, CancellationToken cancellation) =>
        (await Views(await rows.Of(customer, alert, cancellation), cancellation)).FirstOrDefault();

    public Task<WatchedAlert[]> Firing(string customer, CancellationToken cancellation) => rows.Firing(customer, cancellation);

    public Task<AlertEvent[]> History(string customer, string alert, CancellationToken cancellation) =>
        rows.History(customer, alert, MostEvents, cancellation);

    public async Task<bool> Mute(string customer, string alert, DateTimeOffset? until, CancellationToken cancellation)
    {
        // Whoever judged it at the same moment changed it: once more.
        for (var again = 0; again < 5; again++)
        {
            if (await rows.Of(customer, alert, cancellation) is not [{ } one])
                return false;
            if (await rows.Write(customer, alert, one.State with { MutedUntil = until }, null, clock.GetUtcNow(), cancellation))
                return true;
        }

        throw new TimeoutException($"Alert {alert} keeps changing.");
    }

    private async Task<IEnumerable<AlertView>> Views(WatchedAlert[] alerts, CancellationToken cancellation)
    {
        var readings = await meter.Read(alerts, clock.GetUtcNow(), cancellation);
        return alerts.Zip(readings, (one, reading) => new AlertView(one, reading, AlertRule.WouldFire(one.Alert, reading)));
    }
}
