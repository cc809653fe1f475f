using Portal.Alerts;
using Portal.Customers;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>How alerts stand, as a test says: what nobody spoke of is quiet and sees nothing.</summary>
internal sealed class MadeUpAlerts(MadeUpItems items) : IAlertBoard
{
    public Dictionary<string, (AlertState State, AlertReading Reading)> Stands { get; } = new(StringComparer.Ordinal);

    public List<AlertEvent> Events { get; } = [];

    public async Task<Dictionary<string, AlertView>> Of(string customer, CancellationToken cancellation) =>
        (await items.All(customer, ItemKind.Alert, new(), cancellation).ToArrayAsync(cancellation)).ToDictionary(item => item.Id, View);

    public async Task<AlertView?> Find(string customer, string alert, CancellationToken cancellation) =>
        await items.Find(customer, ItemKind.Alert, alert, cancellation) is { } item ? View(item) : null;

    public async Task<WatchedAlert[]> Firing(string customer, CancellationToken cancellation) =>
        [.. (await Of(customer, cancellation)).Values.Where(view => view.IsFiring).Select(view => view.Watched)];

    public Task<AlertEvent[]> History(string customer, string alert, CancellationToken cancellation) =>
        Task.FromResult(Events.Where(one => one.Alert == alert).ToArray());

    public Task<bool> Mute(string customer, string alert, DateTimeOffset? until, CancellationToken cancellation)
    {
        var (state, reading) = Standing(alert);
        Stands[alert] = (state with { MutedUntil = until }, reading);
        return Task.FromResult(true);
    }

    private AlertView View(ItemView item)
    {
        var (state, reading) = Standing(item.Id);
        var alert = (CustomerAlert)item.Settings;
        var watched = new WatchedAlert(item.Customer, item.Id, alert, "Blue Cloud Ltd", "USD", null, null, state);
        return new(watched, reading, AlertRule.WouldFire(alert, reading));
    }

    private (AlertState State, AlertReading Reading) Standing(string id) => Stands.GetValueOrDefault(
        id, (AlertState.New, new(SectionWorld.Now.AddHours(-1), SectionWorld.Now) { Unknown = AlertUnknown.NoCalls }));
}
