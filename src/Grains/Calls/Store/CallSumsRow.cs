namespace Portal.Calls;

/// <summary>A line of sums as it is read; what it was grouped by stands in <see cref="Name"/> or <see cref="Time"/>.</summary>
internal sealed class CallSumsRow
{
    public string? Name { get; init; }
    public long? Time { get; init; }
    public string Currency { get; init; } = "";
    public long Attempts { get; init; }
    public long Connected { get; init; }
    public long DurationMs { get; init; }
    public long BilledMs { get; init; }
    public long ChargeMicro { get; init; }
    public long PddMs { get; init; }
    public long Pdds { get; init; }
    public long Dtmfs { get; init; }
    public long Shorts { get; init; }

    /// <param name="sums">One for each of <see cref="CallSumTable.Measures"/>.</param>
    public static CallSumsRow Of(string? name, long? time, string currency, long[] sums) => new()
    {
        Name = name,
        Time = time,
        Currency = currency,
        Attempts = sums[0],
        Connected = sums[1],
        DurationMs = sums[2],
        BilledMs = sums[3],
        ChargeMicro = sums[4],
        PddMs = sums[5],
        Pdds = sums[6],
        Dtmfs = sums[7],
        Shorts = sums[8],
    };

    public CallSums ToSums() => new(Currency)
    {
        Attempts = Attempts,
        Connected = Connected,
        DurationMs = DurationMs,
        BilledMs = BilledMs,
        ChargeMicro = ChargeMicro,
        PddMs = PddMs,
        Pdds = Pdds,
        Dtmfs = Dtmfs,
        Shorts = Shorts,
    };

    /// <summary>Of one currency.</summary>
    public static CallSums Sum(IEnumerable<CallSumsRow> rows) => rows.Select(row => row.ToSums()).Aggregate((a, b) => a + b);

    /// <summary>One for each currency, in the order of their codes.</summary>
    public static CallSums[] ByCurrency(IEnumerable<CallSumsRow> rows) => ByCurrency(rows.Select(row => row.ToSums()));

    /// <inheritdoc cref="ByCurrency(IEnumerable{CallSumsRow})"/>
    public static CallSums[] ByCurrency(IEnumerable<CallSums> sums) =>
        [.. sums
            .GroupBy(one => one.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Aggregate((a, b) => a + b))];
}
