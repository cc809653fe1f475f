namespace Portal.Certificates;

/// <summary>The order that is on its way.</summary>
internal sealed class OrderLog(CertificateChanges changes, TimeProvider clock) : IOrderLog
{
    private string id = changes.Now.Order?.Id ?? "";

    public PendingOrder Order =>
        changes.Now.Order is { } order && order.Id == id ? order : throw new OperationCanceledException("The order was dropped.");

    public Task Save(Func<PendingOrder, PendingOrder> step, string? tell = null) => Change(o => step(o), tell);

    public async Task StartOver(string tell)
    {
        var anew = Open(clock.GetUtcNow());
        await Change(_ => anew, tell);
        id = anew.Id;
    }

    public static PendingOrder Open(DateTimeOffset now) => new() { Id = Guid.NewGuid().ToString("N"), StartedAt = now };

    private async Task Change(Func<PendingOrder, PendingOrder> step, string? tell)
    {
        var changed = await changes.Change(now =>
        {
            if (now.Order?.Id != id)
                return null;
            var next = now with { Order = step(now.Order) };
            return tell is null ? next : next.Tell(clock.GetUtcNow(), tell);
        });
        if (!changed)
            throw new OperationCanceledException("The order was dropped.");
    }
}
