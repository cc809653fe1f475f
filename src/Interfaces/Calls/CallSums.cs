namespace Portal.Calls;

/// <summary>
/// Sums of calls in one currency. Shares and averages are made of them at the end, whatever they were summed over: an average of averages
/// is none.
/// </summary>
public sealed record CallSums(string Currency)
{
    /// <summary>A connected call that lasted less than so many seconds is a short one.</summary>
    public const int Short = 6;

    /// <summary>Sums by time are kept by quarters of an hour, in which the days of all zones begin: milliseconds.</summary>
    public const long Quarter = 900_000;

    /// <summary>Names of destinations are gathered over so many days.</summary>
    public const int NamedDays = 31;

    public long Attempts { get; init; }
    public long Connected { get; init; }

    /// <summary>Of all, in milliseconds.</summary>
    public long DurationMs { get; init; }
    public long BilledMs { get; init; }

    /// <summary>Millionths.</summary>
    public long ChargeMicro { get; init; }

    /// <summary>Post-dial delays, in milliseconds, and of how many calls they are known.</summary>
    public long PddMs { get; init; }
    public long Pdds { get; init; }

    /// <summary>Connected calls during which digits were pressed.</summary>
    public long Dtmfs { get; init; }

    /// <summary>Connected calls that lasted less than <see cref="Short"/> seconds.</summary>
    public long Shorts { get; init; }

    public Money Charge => Money.FromMicro(ChargeMicro, Currency);

    /// <summary>Answer-seizure ratio: connected of attempts, in percent; null: nothing was attempted.</summary>
    public decimal? Asr => Percent(Connected, Attempts);

    /// <summary>Average call duration: of connected calls, in seconds.</summary>
    public decimal? Acd => Connected == 0 ? null : DurationMs / 1000m / Connected;

    /// <summary>Average post-dial delay, in milliseconds.</summary>
    public decimal? Pdd => Pdds == 0 ? null : (decimal)PddMs / Pdds;

    /// <summary>Calls with digits of connected ones, in percent.</summary>
    public decimal? DtmfPercent => Percent(Dtmfs, Connected);

    /// <summary>Short calls of connected ones, in percent.</summary>
    public decimal? ShortPercent => Percent(Shorts, Connected);

    /// <exception cref="InvalidOperationException">They are in two currencies.</exception>
    public static CallSums operator +(CallSums one, CallSums other) => one.Currency != other.Currency
        ? throw new InvalidOperationException($"{one.Currency} and {other.Currency} don't add up.")
        : new(one.Currency)
        {
            Attempts = one.Attempts + other.Attempts,
            Connected = one.Connected + other.Connected,
            DurationMs = one.DurationMs + other.DurationMs,
            BilledMs = one.BilledMs + other.BilledMs,
            ChargeMicro = one.ChargeMicro + other.ChargeMicro,
            PddMs = one.PddMs + other.PddMs,
            Pdds = one.Pdds + other.Pdds,
            Dtmfs = one.Dtmfs + other.Dtmfs,
            Shorts = one.Shorts + other.Shorts,
        };

    /// <summary>Of whatever currencies, without money: for counts, shares and averages.</summary>
    public static CallSums Whole(IEnumerable<CallSums> sums) =>
        sums.Aggregate(new CallSums(""), (all, one) => all + (one with { Currency = "", ChargeMicro = 0 }));

    private static decimal? Percent(long part, long all) => all == 0 ? null : part * 100m / all;
}
