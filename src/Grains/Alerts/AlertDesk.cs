using Portal.Customers;
using Portal.Saving;

namespace Portal.Alerts;

/// <summary>What staff and programs ask of alerts beside what they do with any row of a customer: whose it is decides (ADR 0055).</summary>
internal sealed class AlertDesk(ItemDesk items, CustomerDesk customers, IAlertBoard board)
{
    /// <summary>What it sees now, and whether it would fire. Sends nothing and changes nothing.</summary>
    public async Task<DeskAnswer<AlertView>> Test(Caller caller, string customer, string alert, CancellationToken cancellation)
    {
        var found = await items.Find(caller, CustomerKind.Customer, customer, ItemKind.Alert, alert, cancellation);
        return found.IsDone ? DeskAnswer<AlertView>.Found(await board.Find(customer, alert, cancellation)) : found.Refusing<AlertView>();
    }

    public async Task<DeskAnswer<AlertHistory>> History(Caller caller, string customer, string alert, CancellationToken cancellation)
    {
        var found = await items.Find(caller, CustomerKind.Customer, customer, ItemKind.Alert, alert, cancellation);
        if (!found.IsDone)
            return found.Refusing<AlertHistory>();
        var owner = await customers.Find(caller, CustomerKind.Customer, customer, cancellation);
        return owner.IsDone
            ? DeskAnswer<AlertHistory>.Done(new(
                (CustomerAlert)found.Value.Settings, owner.Value.Settings.Currency, await board.History(customer, alert, cancellation)))
            : owner.Refusing<AlertHistory>();
    }

    public async Task<DeskAnswer<WatchedAlert[]>> Firing(Caller caller, string customer, CancellationToken cancellation)
    {
        var found = await customers.Find(caller, CustomerKind.Customer, customer, cancellation);
        return found.IsDone
            ? DeskAnswer<WatchedAlert[]>.Done(await board.Firing(customer, cancellation))
            : found.Refusing<WatchedAlert[]>();
    }
}

/// <summary>What became of an alert, the newest first.</summary>
/// <param name="Currency">The customer's.</param>
internal sealed record AlertHistory(CustomerAlert Alert, string Currency, AlertEvent[] Events);
