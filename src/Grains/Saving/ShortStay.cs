namespace Portal.Saving;

/// <summary>
/// How long grains of which there is one for each host or person stay in memory after the last call. Each visitor of a cold host
/// wakes some, at 4 kB each, and a call that comes later costs a read of one row: they hold nothing that isn't stored. (ADR 0035)
/// </summary>
internal static class ShortStay
{
    public const double Minutes = 1.5;

    /// <summary>How often it is looked who leaves.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    /// <summary>For a grain whose timer ends after that: a timer goes with its grain.</summary>
    public static TimeSpan ForTimer(TimeSpan wait) => wait + Look;
}

/// <summary>
/// Of several who each want a grain to stay, the longest counts: Orleans by itself keeps the last word, a shorter one too.
/// </summary>
internal sealed class LongestStay(TimeProvider clock)
{
    private DateTimeOffset until;

    /// <param name="delay">The grain's <see cref="Grain.DelayDeactivation"/>.</param>
    public void Stay(TimeSpan time, Action<TimeSpan> delay)
    {
        if (clock.GetUtcNow() + time is var end && end <= until)
            return;
        until = end;
        delay(time);
    }
}

/// <summary>A grain of a short stay that may have something left to do.</summary>
internal interface IStays
{
    /// <summary>Keeps it in memory for at least so long.</summary>
    void Stay(TimeSpan time);
}
