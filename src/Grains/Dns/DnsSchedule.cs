namespace Portal.Dns;

/// <summary>Decides what a look means for the watch, and when the next one is. Pure.</summary>
internal static class DnsSchedule
{
    /// <summary>
    /// While a domain waits: often at first, for somebody may be at work on the record right now. From the tenth look on each 15 min for
    /// a day, then hourly: forgotten domains must not add up.
    /// </summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10),
    ];

    private const int LooksOfADay = 96;
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    /// <summary>A live domain: leaving shows within hours, long before its certificate ends.</summary>
    private static readonly TimeSpan Live = TimeSpan.FromHours(6);

    /// <param name="reset">Somebody pressed <em>Check now</em>: they are at work on it.</param>
    /// <param name="waits">Whether anything waits for DNS at all.</param>
    /// <param name="jitter">0 to 1: spreads looks that would fall together.</param>
    public static DnsState After(DnsState state, DnsView seen, bool reset, bool waits, double jitter)
    {
        var now = seen.CheckedAt!.Value;
        if (seen.Ok)
        {
            return state with
            {
                Version = state.Version + 1,
                Last = seen,
                Step = 0,
                Passed = true,
                Told = state.Told && state.Last is { Ok: true },
                LeftAt = null,
                NextCheck = waits ? now + Spread(Live, jitter) : null,
            };
        }

        var same = state.Last is { } last && Shape(last) == Shape(seen);
        var step = same && !reset ? state.Step + 1 : 0;
        return state with
        {
            Version = state.Version + 1,
            Last = seen,
            Step = step,
            Told = false,
            LeftAt = state.LeftAt ?? (state.Passed && Tells(seen.Verdict) ? now : null),
            NextCheck = waits ? now + Spread(Wait(step), jitter) : null,
        };
    }

    public static TimeSpan Wait(int step) =>
        step < Waits.Length ? Waits[step] : step < Waits.Length + LooksOfADay ? Patient : Forgotten;

    /// <summary>A server that fails or is silent says nothing about where the name leads.</summary>
    private static bool Tells(DnsVerdict verdict) => verdict is DnsVerdict.NoRecord or DnsVerdict.AddressInstead
        or DnsVerdict.PointsElsewhere or DnsVerdict.Loop or DnsVerdict.BehindProxy;

    /// <summary>Up to a tenth more or less; the short waits stay exact, a person counts on them.</summary>
    private static TimeSpan Spread(TimeSpan wait, double jitter) => wait < TimeSpan.FromMinutes(1) ? wait : wait * (0.9 + (0.2 * jitter));

    /// <summary>What was seen, without the time to live: a cache counts that down.</summary>
    private static string Shape(DnsView view) =>
        view.Verdict + "\n" + string.Join('\n', view.Seen.Split('\n').Select(WithoutTtl));

    private static string WithoutTtl(string record)
    {
        var parts = record.Split(' ', 3);
        return parts.Length == 3 ? parts[0] + " " + parts[2] : record;
    }
}
