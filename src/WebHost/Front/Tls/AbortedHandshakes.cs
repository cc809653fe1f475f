using BitFaster.Caching.Lru;

namespace Portal.WebHost.Front;

/// <summary>
/// Tells of handshakes for names that live here and came to nothing: a site that no browser can open must be seen by
/// whoever runs it. Strangers can cause these by the thousand, so each name is told once a minute, with how many.
/// </summary>
internal sealed partial class AbortedHandshakes(TimeProvider clock, ILogger<AbortedHandshakes> logger)
{
    private const int MostNames = 1000;
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly ConcurrentLru<string, Count> counts = new(Environment.ProcessorCount, MostNames, StringComparer.Ordinal);

    /// <param name="host">Known to be somebody's here.</param>
    /// <param name="refusal">Why we ended it; null: the visitor left, or couldn't agree with us.</param>
    public void Tell(string host, string? refusal)
    {
        var count = counts.GetOrAdd(host, static _ => new Count());
        int untold;
        lock (count)
        {
            count.Untold++;
            if (count.Told is { } told && clock.GetElapsedTime(told) < Silence)
                return;
            (untold, count.Untold, count.Told) = (count.Untold, 0, clock.GetTimestamp());
        }

        if (refusal is null)
            LogLeft(logger, host, untold);
        else
            LogRefused(logger, host, refusal, untold);
    }

    private sealed class Count
    {
        public int Untold { get; set; }

        public long? Told { get; set; }
    }

    [LoggerMessage(1, LogLevel.Warning, "The TLS handshake for {Host} was ended by us: {Reason} ({Count} since this was last logged)")]
    private static partial void LogRefused(ILogger logger, string host, string reason, int count);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "The TLS handshake for {Host} failed: the visitor left, doesn't trust the certificate, or supports nothing that we do "
            + "({Count} since this was last logged)")]
    private static partial void LogLeft(ILogger logger, string host, int count);
}
