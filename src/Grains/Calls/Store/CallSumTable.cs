namespace Portal.Calls;

/// <summary>
/// The sums that are written with calls, and how each is made of calls. Sums and counts alone: they can be added whatever they were summed
/// over, and a late call adds to them as an early one does.
/// </summary>
internal sealed record CallSumTable(string Name, CallSumKey[] Keys, Func<CallRow, CallSumLine> Line)
{
    // Each is told twice, for a row of calls in SQL and for one on its way in: the proof compares the two every night.
    public static readonly CallMeasure[] Measures =
    [
        new("attempts", "COUNT(*)", _ => 1),
        new("connected", "SUM(connected)", row => Connected(row, 1)),
        new("duration_ms", "SUM(CASE WHEN connected = 1 THEN duration_ms ELSE 0 END)", row => Connected(row, row.DurationMs)),
        new(
            "billed_ms",
            "SUM(CASE WHEN connected = 1 THEN COALESCE(billed_ms, duration_ms) ELSE 0 END)",
            row => Connected(row, row.BilledMs ?? row.DurationMs)),
        new("charge_micro", "SUM(charge_micro)", row => row.ChargeMicro),
        new("pdd_ms", "SUM(COALESCE(pdd_ms, 0))", row => row.Call.Pdd ?? 0),
        new("pdds", "COUNT(pdd_ms)", row => row.Call.Pdd is null ? 0 : 1),
        new("dtmfs", "SUM(CASE WHEN connected = 1 AND dtmf > 0 THEN 1 ELSE 0 END)", row => Connected(row, row.Call.Dtmf > 0 ? 1 : 0)),
        new(
            "shorts",
            $"SUM(CASE WHEN connected = 1 AND duration_ms < {CallSums.Short * 1000} THEN 1 ELSE 0 END)",
            row => Connected(row, row.DurationMs < CallSums.Short * 1000 ? 1 : 0)),
    ];

    private static readonly CallSumKey Customer = new("customer", CallColumnKind.Text, "customer", line => line.Customer);
    private static readonly CallSumKey Destination =
        new("destination_name", CallColumnKind.Text, "destination_name", line => line.Destination);
    private static readonly CallSumKey Code = new("destination_code", CallColumnKind.Text, "destination_code", line => line.Code);
    private static readonly CallSumKey Currency = new("currency", CallColumnKind.Text, "currency", line => line.Currency);

    /// <summary>By customer, day in its billing zone, and destination.</summary>
    public static readonly CallSumTable Days = new(
        "portal_call_days",
        [Customer, new("day", CallColumnKind.Int, "billing_day", line => (int)line.Step), Destination, Code, Currency],
        row => new(row.Call.Customer, row.BillingDay, row.Destination, row.Code, row.Call.Currency));

    /// <summary>By customer and quarter of an hour: in quarters begin the days of all zones.</summary>
    public static readonly CallSumTable Quarters = new(
        "portal_call_quarters",
        [Customer, Step("quarter", CallTimes.Quarter), Currency],
        row => new(row.Call.Customer, row.CallTime / CallTimes.Quarter, "", "", row.Call.Currency))
    {
        Steps = ("quarter", CallTimes.Quarter),
    };

    /// <summary>What each customer was charged in all, which its balance is made of.</summary>
    public static readonly CallSumTable Charges = new(
        "portal_call_charges", [Customer, Currency], row => new(row.Call.Customer, 0, "", "", row.Call.Currency))
    {
        Of = [.. Places(measure => measure.Name is "attempts" or "charge_micro")],
    };

    /// <summary>By hour and destination, over all customers.</summary>
    public static readonly CallSumTable Hours = new(
        "portal_call_hours",
        [Step("hour", CallTimes.Hour), Destination, Code, Currency],
        row => new("", row.CallTime / CallTimes.Hour, row.Destination, row.Code, row.Call.Currency))
    {
        Steps = ("hour", CallTimes.Hour),
    };

    /// <summary>By day of UTC and destination, over all customers: a month has few lines, however many calls it had.</summary>
    public static readonly CallSumTable Dates = new(
        "portal_call_dates",
        [Step("date", CallTimes.Day), Destination, Code, Currency],
        row => new("", row.CallTime / CallTimes.Day, row.Destination, row.Code, row.Call.Currency))
    {
        Steps = ("date", CallTimes.Day),
    };

    /// <summary>In the order in which all transactions write them. What all switches write to is last, and held the shortest.</summary>
    public static readonly CallSumTable[] All = [Days, Quarters, Charges, Hours, Dates];

    /// <summary>The key that numbers steps of time from 1970, and how long one is, in milliseconds; null: no key does.</summary>
    public (string Key, long Length)? Steps { get; private init; }

    /// <summary>Which of the <see cref="Measures"/> are summed.</summary>
    public int[] Of { get; private init; } = [.. Places(_ => true)];

    public IEnumerable<CallMeasure> Summed => Of.Select(place => Measures[place]);

    private string KeyNames => string.Join(", ", Keys.Select(key => key.Name));

    /// <summary>The measures of what was selected, as <see cref="CallSums"/> names them.</summary>
    /// <param name="alias">Of the table of calls, or of sums.</param>
    /// <param name="calls">Of calls; else of sums.</param>
    public static string Select(bool calls, string? alias = null) => string.Join(
        ", ",
        Measures.Select(measure =>
            $"CAST(COALESCE({(calls ? measure.Made : $"SUM({alias}{measure.Name})")}, 0) AS bigint) AS {CallSumsSql.Name(measure.Name)}"));

    /// <summary>The same as one text, for a subquery, which answers one value: <see cref="CallSumPack"/> reads it.</summary>
    public static string Packed(bool calls) => string.Join(
        " || ' ' || ",
        Measures.Select(measure => $"CAST(COALESCE({(calls ? measure.Made : $"SUM({measure.Name})")}, 0) AS text)"));

    /// <summary>Adds the calls of a table, in the order of keys: two that do so wait for each other and never both.</summary>
    /// <param name="where">Which of them.</param>
    /// <param name="isTakenAway">Subtracts them instead.</param>
    public string Add(string calls, string where = "1 = 1", bool isTakenAway = false) => $"""
        INSERT INTO {Name} ({Columns})
        SELECT {Lines(calls, where, isTakenAway ? "-" : "")} ORDER BY {Numbers}
        {Onto}
        """;

    /// <summary>Ends an insertion of lines: what is there already is added to.</summary>
    public string Onto => $"""
        ON CONFLICT ({KeyNames}) DO UPDATE SET
          {string.Join(", ", Summed.Select(measure => $"{measure.Name} = {Name}.{measure.Name} + excluded.{measure.Name}"))}
        """;

    /// <summary>The lines as they have to be: made of calls.</summary>
    public string Lines(string calls, string where = "1 = 1", string sign = "") => $"""
        {string.Join(", ", Keys.Select(key => key.Made == key.Name ? key.Name : $"{key.Made} AS {key.Name}"))},
          {string.Join(", ", Summed.Select(measure => $"CAST({sign}{measure.Made} AS bigint) AS {measure.Name}"))}
        FROM {calls} WHERE {where} GROUP BY {Numbers}
        """;

    public string Columns => string.Join(", ", [.. Keys.Select(key => key.Name), .. Summed.Select(measure => measure.Name)]);

    private static IEnumerable<int> Places(Func<CallMeasure, bool> which) =>
        Enumerable.Range(0, Measures.Length).Where(place => which(Measures[place]));

    private static CallSumKey Step(string name, long length) =>
        new(name, CallColumnKind.Long, $"call_time / {length}", line => line.Step);

    private static long Connected(CallRow row, long value) => row.Call.IsConnected ? value : 0;

    private string Numbers => string.Join(", ", Enumerable.Range(1, Keys.Length));
}

/// <summary>A column that a sum is kept by: what it is made of, in SQL and of a line.</summary>
internal sealed record CallSumKey(string Name, CallColumnKind Kind, string Made, Func<CallSumLine, object> Value);

/// <summary>A column that is summed: what it is made of, in SQL and of a call on its way in.</summary>
internal sealed record CallMeasure(string Name, string Made, Func<CallRow, long> Of);

/// <summary>What a line of a sum is of; of a part that the sum isn't kept by it has none.</summary>
/// <param name="Step">A day, a quarter or an hour, counted from 1970.</param>
internal readonly record struct CallSumLine(string Customer, long Step, string Destination, string Code, string Currency);

internal static class CallSumsSql
{
    /// <summary>The member of <see cref="CallSums"/> for a column.</summary>
    public static string Name(string column) => column.Replace("_", "", StringComparison.Ordinal);
}
