using Portal.Lists;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>What pages of calls are sorted by, and what of a query can't be read.</summary>
internal static class CallOrder
{
    private static readonly ListSort Time = new("callTime", "c.call_time", IsNumber: true);

    // What a switch didn't give stands before all that it gave.
    private static readonly ListPlan Plan = new()
    {
        Rows = "portal_calls c",
        Fields = StoredCall.Fields,
        Id = "c.id",
        Sorts =
        [
            Time,
            new("source", "COALESCE(c.source, '')"),
            new("destination", "COALESCE(c.destination, '')"),
            new("destinationName", "c.destination_name"),
            new("duration", "c.duration_ms", IsNumber: true),
            new("billedDuration", "COALESCE(c.billed_ms, -1)", IsNumber: true),
            new("charge", "c.charge_micro", IsNumber: true),
            new("sipCode", "COALESCE(c.sip_code, 0)", IsNumber: true),
            new("pdd", "COALESCE(c.pdd_ms, -1)", IsNumber: true),
        ],
        Ties = [Time, new("id", "c.id")],
        Default = "-callTime",
    };

    public static string[] Names => Array.ConvertAll(Plan.Sorts, sort => sort.Key);

    /// <summary>Null: there is none of this name.</summary>
    public static ListOrder? Of(string? written) => Plan.Order(written);

    /// <summary>Of a query that is right: by what of numbers is shown, which the cursor has too.</summary>
    public static ListOrder Of(CallQuery query)
    {
        var order = Of(query.Sort)!;
        if (!CallMask.IsIn(query) || order.By[0].Key is not ("source" or "destination"))
            return order;
        return order with { By = [order.By[0] with { Sql = CallMask.Shown("c." + order.By[0].Key) }, .. order.By[1..]] };
    }

    public static FieldError? Problem(CallQuery query) =>
        Plan.Check(new ListQuery(Cursor: query.Cursor) { Sort = query.Sort }).FirstOrDefault()
        ?? (query.Cursor is { Length: > 0 } cursor && !HasKey(Cursor.Read(cursor, Of(query.Sort)!)!)
            ? new("cursor", "This is not a valid cursor. Use “next” from the previous page, unchanged.")
            : null);

    public static bool IsByTime(ListOrder order) => order.By[0] == Time;

    private static bool HasKey(Cursor cursor) => CallKey.TryParse((string)cursor.Values[^1], out _);
}
