namespace Portal.Certificates;

/// <summary>How long to wait after a failure. Pure.</summary>
internal static class RetryTable
{
    /// <summary>
    /// Multiples of the first wait. With one minute: 1 min (a hiccup; a person watches), 5 min, 15 min (a record was just put
    /// right), 1 h (with it at most four failed validations in an hour, CAs allow five), 6 h, 1 d (somebody has to act; stay out
    /// of the CA's way).
    /// </summary>
    private static readonly int[] Factors = [1, 5, 15, 60, 360, 1440];

    /// <param name="failures">Failures in a row, this one included.</param>
    /// <param name="left">What is left of the served certificate's life; null: none is served.</param>
    /// <param name="retryAfter">What the CA asked for: never sooner.</param>
    /// <param name="jitter">0 to 1: adds up to a tenth.</param>
    public static TimeSpan Wait(int failures, TimeSpan first, TimeSpan? left, TimeSpan? retryAfter, double jitter)
    {
        var wait = first * Factors[Math.Clamp(failures, 1, Factors.Length) - 1];
        // The less is left, the sooner: a tenth of it, so that several tries fit in before the end.
        if (left is { } rest && rest > TimeSpan.Zero && wait > rest / 10)
            wait = rest / 10 > first ? rest / 10 : first;
        wait *= 1 + (0.1 * jitter);
        return retryAfter is { } asked && asked > wait ? asked : wait;
    }
}
