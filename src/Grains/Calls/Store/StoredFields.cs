using System.Collections.Frozen;

namespace Portal.Calls;

/// <summary>What of its row a call is made of, by the names that the API has for a call's fields.</summary>
internal static class StoredFields
{
    // What tells a call from others, and what its amounts are in.
    private static readonly FrozenSet<string> Always =
        new[] { "callTime", "id", "customer", "switch", "callId", "currency" }.ToFrozenSet(StringComparer.Ordinal);

    // Those that aren't called as the field is.
    private static readonly FrozenDictionary<string, string> Named = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["duration_ms"] = "duration",
        ["billed_ms"] = "billedDuration",
        ["ring_ms"] = "ringDuration",
        ["rate_micro"] = "rate",
        ["connect_micro"] = "connectCost",
        ["charge_micro"] = "charge",
        ["pdd_ms"] = "pdd",
        ["pdd_in_ms"] = "pddIn",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string Field, string Sql)[] Read =
    [
        .. CallColumns.All.Select(column => column.Name)
            .Where(name => name is not ("connected" or "billing_day" or "received_at"))
            .Select(name => (Of(name), $"c.{name} AS {CallSumsSql.Name(name)}")),
    ];

    /// <summary>What is read of each row: all of a call, or, of a file with a few columns, those alone.</summary>
    /// <param name="fields">Null: all.</param>
    public static string Select(IReadOnlyCollection<string>? fields = null) => string.Join(
        ", ", Read.Where(one => fields is null || Always.Contains(one.Field) || fields.Contains(one.Field)).Select(one => one.Sql));

    private static string Of(string column)
    {
        if (Named.TryGetValue(column, out var name))
            return name;
        var words = column.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
