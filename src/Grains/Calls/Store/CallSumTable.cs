namespace Portal.Calls;

/// <summary>
/// The sums that are written with calls, and how each is made of calls. Sums and counts alone: they can be added whatever they were summed
/// over, and a late call adds to them as an early one does.
/// </summary>
internal sealed record CallSumTable(string Name, string[] Keys, string[] Made)
{
    private static readonly (string Name, string Made)[] Measures =
    [
        ("attempts", "COUNT(*)"),
        ("connected", "SUM(connected)"),
        ("duration_ms", "SUM(CASE WHEN connected = 1 THEN duration_ms ELSE 0 END)"),
        ("billed_ms", "SUM(CASE WHEN connected = 1 THEN COALESCE(billed_ms, duration_ms) ELSE 0 END)"),
        ("charge_micro", "SUM(charge_micro)"),
        ("pdd_ms", "SUM(COALESCE(pdd_ms, 0))"),
        ("pdds", "COUNT(pdd_ms)"),
        ("dtmfs", "SUM(CASE WHEN connected = 1 AND dtmf > 0 THEN 1 ELSE 0 END)"),
        ("shorts", $"SUM(CASE WHEN connected = 1 AND duration_ms < {CallSums.Short * 1000} THEN 1 ELSE 0 END)"),
    ];

    /// <summary>By customer, day in its billing zone, and destination.</summary>
    public static readonly CallSumTable Days = new(
        "portal_call_days",
        ["customer", "day", "destination_name", "destination_code", "currency"],
        ["customer", "billing_day", "destination_name", "destination_code", "currency"]);

    /// <summary>By customer and quarter of an hour: in quarters begin the days of all zones.</summary>
    public static readonly CallSumTable Quarters = new(
        "portal_call_quarters", ["customer", "quarter", "currency"], ["customer", $"call_time / {CallTimes.Quarter}", "currency"])
    {
        Steps = ("quarter", CallTimes.Quarter),
    };

    /// <summary>What each customer was charged in all, which its balance is made of.</summary>
    public static readonly CallSumTable Charges = new("portal_call_charges", ["customer", "currency"], ["customer", "currency"])
    {
        Of = [.. Measures.Where(measure => measure.Name is "attempts" or "charge_micro")],
    };

    /// <summary>By hour and destination, over all customers.</summary>
    public static readonly CallSumTable Hours = new(
        "portal_call_hours",
        ["hour", "destination_name", "destination_code", "currency"],
        [$"call_time / {CallTimes.Hour}", "destination_name", "destination_code", "currency"])
    {
        Steps = ("hour", CallTimes.Hour),
    };

    /// <summary>In the order in which all transactions write them. What all switches write to is last, and held the shortest.</summary>
    public static readonly CallSumTable[] All = [Days, Quarters, Charges, Hours];

    /// <summary>The key that numbers steps of time from 1970, and how long one is, in milliseconds; null: no key does.</summary>
    public (string Key, long Length)? Steps { get; private init; }

    private (string Name, string Made)[] Of { get; init; } = Measures;

    /// <summary>The measures of what was selected, as <see cref="CallSums"/> names them.</summary>
    /// <param name="alias">Of the table of calls, or of sums.</param>
    /// <param name="calls">Of calls; else of sums.</param>
    public static string Select(bool calls, string? alias = null) => string.Join(
        ", ",
        Measures.Select(measure =>
            $"CAST(COALESCE({(calls ? measure.Made : $"SUM({alias}{measure.Name})")}, 0) AS bigint) AS {CallSumsSql.Name(measure.Name)}"));

    /// <summary>Adds the calls of a table, in the order of keys: two that do so wait for each other and never both.</summary>
    /// <param name="where">Which of them.</param>
    /// <param name="isTakenAway">Subtracts them instead.</param>
    public string Add(string calls, string where = "1 = 1", bool isTakenAway = false) => $"""
        INSERT INTO {Name} ({Columns})
        SELECT {Lines(calls, where, isTakenAway ? "-" : "")} ORDER BY {Places}
        ON CONFLICT ({string.Join(", ", Keys)}) DO UPDATE SET
          {string.Join(", ", Of.Select(measure => $"{measure.Name} = {Name}.{measure.Name} + excluded.{measure.Name}"))}
        """;

    /// <summary>The lines as they have to be: made of calls.</summary>
    public string Lines(string calls, string where = "1 = 1", string sign = "") => $"""
        {string.Join(", ", Made.Zip(Keys, (made, key) => made == key ? key : $"{made} AS {key}"))},
          {string.Join(", ", Of.Select(measure => $"CAST({sign}{measure.Made} AS bigint) AS {measure.Name}"))}
        FROM {calls} WHERE {where} GROUP BY {Places}
        """;

    public string Columns => string.Join(", ", [.. Keys, .. Of.Select(measure => measure.Name)]);

    private string Places => string.Join(", ", Enumerable.Range(1, Keys.Length));
}

internal static class CallSumsSql
{
    /// <summary>The member of <see cref="CallSums"/> for a column.</summary>
    public static string Name(string column) => column.Replace("_", "", StringComparison.Ordinal);
}
