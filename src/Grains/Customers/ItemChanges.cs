using Portal.Saving;

namespace Portal.Customers;

/// <summary>What adding, changing and removing a row makes of a customer's state. Pure.</summary>
internal static class ItemChanges
{
    /// <summary>A new row.</summary>
    public static StoredItem New(
        string customer, ItemSettings settings, string operation, int ordinal, DateTimeOffset time, long write) => new()
        {
            Kind = settings.Kind,
            Id = CustomerIds.ForItem(customer, settings.Kind, operation, ordinal),
            Operation = operation,
            Ordinal = ordinal,
            CreatedAt = time,
            Version = write,
            Body = StoredItem.WriteBody(ItemKinds.Of(settings).Begin(settings, time)),
        };

    /// <summary>What is written of a row that exists: a payment without a time keeps its own, a contract its approval.</summary>
    public static ItemSettings Keep(ItemSettings next, ItemSettings now) => ItemKinds.Of(next).Keep(next, now);

    public static StoredItem Changed(ItemView now, ItemSettings settings, Change change, long write, bool removed = false) => new()
    {
        Kind = settings.Kind,
        Id = now.Id,
        // Of no meaning for a row that exists: its own stays.
        Operation = change.OperationId,
        CreatedAt = now.CreatedAt,
        Version = write,
        Removed = removed,
        Body = StoredItem.WriteBody(settings),
    };

    /// <summary>The state with these rows to be written, and a new version where the snapshot changes by them.</summary>
    public static CustomerState With(CustomerState now, params StoredItem[] items)
    {
        var open = new Dictionary<string, DateTimeOffset>(now.OpenContracts, StringComparer.Ordinal);
        foreach (var item in items.Where(item => item.Kind == ItemKind.Contract))
        {
            open.Remove(item.Id);
            if (!item.Removed && item.ToSettings() is CustomerContract { Required: true, ApprovedAt: null, GraceUntil: { } until })
                open[item.Id] = until;
        }

        var next =
            now with
            {
                Items = [.. now.Items.Where(kept => !items.Any(item => item.Kind == kept.Kind && item.Id == kept.Id)), .. items],
                OpenContracts = open,
            };
        return next.ContractsDueAt == now.ContractsDueAt ? next : next with { Version = now.Version + 1 };
    }
}
