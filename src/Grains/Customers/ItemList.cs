using System.Collections.Frozen;
using Portal.Lists;

namespace Portal.Customers;

/// <summary>
/// What the lists of what hangs on one customer show, and what they are filtered and searched by. Newest first, since most of them
/// happened at a time.
/// </summary>
internal static class ItemList
{
    /// <summary>Where a row stands: a payment's own time, else when it was made.</summary>
    public static readonly ListSort Time = new("time", "i.sort_at", IsNumber: true);

    private static readonly FrozenDictionary<ItemKind, ListPlan> ByKind = ItemKinds.All.ToFrozenDictionary(traits => traits.Kind, Make);

    public static ListPlan Of(ItemKind kind) => ByKind[kind];

    private static ListPlan Make(ItemTraits traits) => new()
    {
        Rows = "portal_customer_items i",
        Where = "i.customer = @customer AND i.kind = @kind",
        Fields = "i.id, i.kind, i.created_at AS createdAt, i.version, i.body",
        Id = "i.id",
        Sorts = [Time],
        Ties = [new("id", "i.id")],
        Default = "-time",
        Filters =
        [
            new("from", "i.sort_at >= {0}", "Only those of this time or later.") { IsTime = true },
            new("before", "i.sort_at < {0}", "Only those of before this time.") { IsTime = true },
            .. traits.Statuses is { Length: > 0 } statuses
                ? [new("status", "i.status = {0}", "Only with this status.") { Values = statuses }]
                : (ListFilter[])[],
        ],
        // Rows of before accents were folded are in lower case alone, until they change.
        Ways = [new("i.search", ListText.Folded) { LooksInside = true }, new("i.search", ListText.Lower) { LooksInside = true }],
    };
}
