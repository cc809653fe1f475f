using Portal.Saving;

namespace Portal.Customers;

/// <summary>How many alerts a customer may have: each is judged each minute. Pure.</summary>
internal static class AlertLimits
{
    /// <summary>That its contacts make.</summary>
    public const int MostOwn = 20;

    /// <summary>Whoever makes them.</summary>
    public const int Most = 200;

    /// <param name="next">The one that would be added.</param>
    /// <param name="stored">Those of the table, and whether a contact made each.</param>
    /// <param name="carried">Rows that may not be in their table yet.</param>
    /// <returns>Null: there is room.</returns>
    public static FieldError? Refuse(CustomerAlert next, Dictionary<string, bool> stored, IEnumerable<StoredItem> carried)
    {
        foreach (var item in carried.Where(item => item.Kind == ItemKind.Alert))
        {
            if (item.Removed)
                stored.Remove(item.Id);
            else
                stored[item.Id] = item.ToSettings() is CustomerAlert { MadeBy: not null };
        }

        return stored.Count >= Most ? new("limit", $"There are {Most} alerts already. Delete one that nobody needs.")
            : next.MadeBy is not null && stored.Values.Count(isOwn => isOwn) >= MostOwn
                ? new("limit", $"You have {MostOwn} alerts of your own already. Delete one that nobody needs.")
            : null;
    }
}
