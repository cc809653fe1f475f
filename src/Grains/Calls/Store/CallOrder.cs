using Portal.Lists;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>What pages of calls are sorted by, and what of a query can't be read.</summary>
internal static class CallOrder
{
    public const string Default = "-callTime";

    private static readonly ListSort Time = new("callTime", "c.call_time", IsNumber: true);
    private static readonly ListSort Key = new("id", "c.id");

    // What a switch didn't give stands before all that it gave.
    private static readonly ListSort[] Sorts =
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
    ];

    /// <summary>Null: there is none of this name.</summary>
    public static ListOrder? Of(string? written)
    {
        var text = string.IsNullOrEmpty(written) ? Default : written;
        var by = Array.Find(Sorts, sort => sort.Key == (text[0] == '-' ? text[1..] : text));
        return by is null ? null : new ListOrder(text, text[0] == '-', by == Time ? [Time, Key] : [by, Time, Key]);
    }

    public static FieldError? Problem(CallQuery query) =>
        Of(query.Sort) is not { } order
            ? new("sort", $"There is no order “{query.Sort}”. Use one of {string.Join(", ", CallQuery.Sorts)}, with “-” before it to turn it round.")
        : query.Cursor is { Length: > 0 } cursor && !IsCursor(cursor, order)
            ? new("cursor", "This is not a valid cursor. Use “next” from the previous page, unchanged.")
        : null;

    public static bool IsByTime(ListOrder order) => order.By[0] == Time;

    private static bool IsCursor(string text, ListOrder order) =>
        Cursor.Read(text, order) is { } cursor && CallKey.TryParse((string)cursor.Values[^1], out _);
}
