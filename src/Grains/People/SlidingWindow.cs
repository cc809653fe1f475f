namespace Portal.People;

/// <summary>When something was taken, as far back as its window reaches. Pure.</summary>
internal sealed record SlidingWindow(DateTimeOffset[] Taken)
{
    public static readonly SlidingWindow Empty = new([]);

    /// <summary>A try that finds all taken takes nothing: who keeps trying isn't kept out for longer.</summary>
    public (bool Taken, SlidingWindow Next) Take(DateTimeOffset now, int most, TimeSpan window)
    {
        var within = Array.FindAll(Taken, time => time > now - window);
        return within.Length >= most ? (false, new SlidingWindow(within)) : (true, new SlidingWindow([.. within, now]));
    }

    /// <summary>What was taken at this time is free again.</summary>
    public SlidingWindow GiveBack(DateTimeOffset time)
    {
        var at = Array.IndexOf(Taken, time);
        return at < 0 ? this : new SlidingWindow([.. Taken[..at], .. Taken[(at + 1)..]]);
    }
}
