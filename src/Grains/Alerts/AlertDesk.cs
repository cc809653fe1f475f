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

    public async Task<DeskAnswer<AlertEvent[]>> History(Caller caller, string customer, string alert, CancellationToken cancellation)
    {
        var found = await items.Find(caller, CustomerKind.Customer, customer, ItemKind.Alert, alert, cancellation);
        return found.IsDone
            ? DeskAnswer<AlertEvent[]>.Done(await board.History(customer, alert, cancellation))
            : found.Refusing<AlertEvent[]>();
    }

    public async Task<DeskAnswer<WatchedAlert[]>> Firing(Caller caller, string customer, CancellationToken cancellation)
    {
        var found = await customers.Find(caller, CustomerKind.Customer, customer, cancellation);
        return found.IsDone
            ? DeskAnswer<WatchedAlert[]>.Done(await board.Firing(customer, cancellation))
            : found.Refusing<WatchedAlert[]>();
    }
}
