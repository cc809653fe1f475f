namespace Portal.Hosting.Commands;

/// <summary>How long to wait for another side that is away or busy.</summary>
internal static class FollowBackOff
{
    // A restart takes some seconds; being asked every ten costs another side nothing.
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    /// <param name="failures">In a row, this one included.</param>
    /// <param name="asked">By the other side.</param>
    /// <param name="jitter">0 to 1: the machines of a fleet of switches don't come back all at once.</param>
    public static TimeSpan Wait(int failures, TimeSpan? asked, double jitter)
    {
        var wait = TimeSpan.FromTicks(Math.Min(Most.Ticks, First.Ticks << Math.Min(failures - 1, 10)));
        return asked is { } least && least >= wait ? least * (1 + (0.2 * jitter)) : wait * (0.5 + (0.5 * jitter));
    }
}
