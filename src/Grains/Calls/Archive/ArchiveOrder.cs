using System.Globalization;
using System.Text;
using Portal.Lists;

namespace Portal.Calls;

/// <summary>The orders of pages, as the database has them, of calls that are in memory. Pure.</summary>
internal static class ArchiveOrder
{
    private static readonly Dictionary<string, Func<StoredCall, CallQuery, object>> Places = new(StringComparer.Ordinal)
    {
        ["callTime"] = (call, _) => call.CallTime,
        ["source"] = (call, query) => Number(call, call.Source, query),
        ["destination"] = (call, query) => Number(call, call.Destination, query),
        ["destinationName"] = (call, _) => call.DestinationName,
        ["duration"] = (call, _) => call.DurationMs,
        ["billedDuration"] = (call, _) => call.BilledMs ?? -1,
        ["charge"] = (call, _) => call.ChargeMicro,
        ["sipCode"] = (call, _) => (long)(call.SipCode ?? 0),
        ["pdd"] = (call, _) => (long)(call.PddMs ?? -1),
    };

    /// <summary>What a call is sorted by, as the database would say it.</summary>
    public static object Place(StoredCall call, CallQuery query, ListOrder order) => Places[order.By[0].Key](call, query);

    /// <summary>Whether a call comes after a cursor's place, in the direction that is read in.</summary>
    public static bool IsAfter(StoredCall call, Cursor cursor, bool isUp)
    {
        _ = CallKey.TryParse((string)cursor.Values[^1], out var key);
        var order = cursor.Values.Length == 2 ? 0 : Compare(call.Place!, cursor.Values[0]);
        if (order == 0)
            order = call.CallTime.CompareTo(Whole(cursor.Values[^2]));
        if (order == 0)
            order = Compare(call.Id, key.Bytes());
        return isUp ? order > 0 : order < 0;
    }

    /// <summary>By their places, times and keys.</summary>
    public static int Compare(StoredCall one, StoredCall other) =>
        one.Place is { } place && Compare(place, other.Place!) is var first and not 0 ? first
        : one.CallTime.CompareTo(other.CallTime) is var time and not 0 ? time
        : Compare(one.Id, other.Id);

    private static int Compare(object one, object other) => one is string text
        ? Compare(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes((string)other))
        : Whole(one).CompareTo(Whole(other));

    private static int Compare(byte[] one, byte[] other) => one.AsSpan().SequenceCompareTo(other);

    private static long Whole(object number) => Convert.ToInt64(number, CultureInfo.InvariantCulture);

    private static string Number(StoredCall call, string? number, CallQuery query) =>
        query.MaskedBefore is { } before && call.CallTime < CallConditions.Ceiling(before) ? CallMask.Left(number) : number ?? "";
}
