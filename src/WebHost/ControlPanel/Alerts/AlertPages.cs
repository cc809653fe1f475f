using Portal.Alerts;
using Portal.Customers;
using Portal.WebHost.Items;

namespace Portal.WebHost.ControlPanel;

/// <summary>How an alert stands, below its form.</summary>
public sealed class AlertStands
{
    internal AlertStands(AlertView view, AlertEvent[] history) => (View, History) = (view, history);

    internal AlertView View { get; }

    internal AlertEvent[] History { get; }
}

/// <summary>Gathers what staff see of alerts beside their form.</summary>
internal sealed class AlertPages(AlertDesk desk)
{
    /// <summary>Null: it is no alert, or is gone.</summary>
    public async Task<AlertStands?> Stands(StaffCall call, string customer, ItemView? item)
    {
        if (item?.Settings is not CustomerAlert)
            return null;
        var view = await desk.Test(call.Caller, customer, item.Id, call.Aborted);
        var history = await desk.History(call.Caller, customer, item.Id, call.Aborted);
        return view.IsDone && history.IsDone ? new AlertStands(view.Value, history.Value.Events) : null;
    }

    /// <summary>Those of a customer that fire.</summary>
    public async Task<IReadOnlyList<FiringAlert>> Firing(StaffCall call, CustomerSettings customer)
    {
        if (customer.IsCarrier)
            return [];
        var found = await desk.Firing(call.Caller, customer.Id, call.Aborted);
        return [.. (found.Value ?? []).Select(one => new FiringAlert(
            $"{CustomerWords.Path(customer)}/alerts/{one.Id}", one.Alert.Title, AlertPlan.When(one.Alert), one.State.FiringSince))];
    }
}

/// <summary>An alert that fires, as a customer's first page tells it.</summary>
public sealed record FiringAlert(string Path, string Title, string When, DateTimeOffset? Since);
