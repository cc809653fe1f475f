namespace Portal.Calls;

/// <summary>What a customer's calls were like over time, where no call says it afterwards.</summary>
internal interface ICallSamples
{
    /// <summary>How many channels were in use, by <see cref="CallSlots"/>, oldest first; none where no switch reported.</summary>
    Task<IReadOnlyList<ChannelSample>> Channels(string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);

    /// <summary>How many calls began within one second at most, by <see cref="CallSlots"/>; none where no call began.</summary>
    Task<IReadOnlyList<CallPeak>> Peaks(string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);
}

/// <param name="Most">At any moment that was looked at.</param>
/// <param name="Mean">Over these moments.</param>
internal sealed record ChannelSample(DateTimeOffset Time, long Most, decimal Mean);

internal sealed record CallPeak(DateTimeOffset Time, long Most);

/// <summary>Pieces of five minutes, numbered from 1970: quarters of an hour, in which days of all zones begin, are three of them.</summary>
internal static class CallSlots
{
    /// <summary>In milliseconds.</summary>
    public const long Length = 300_000;

    /// <summary>What is older is removed at night: a month, and what a chart of one begins before it.</summary>
    public const int DaysKept = 35;

    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / Length;

    public static DateTimeOffset Begin(long slot) => DateTimeOffset.FromUnixTimeMilliseconds(slot * Length);
}
