using Portal.Saving;

namespace Portal.Credentials;

/// <summary>Wrong answers in a row, and until when the next is not looked at. Pure.</summary>
/// <param name="Until">Unix milliseconds; 0: no wait.</param>
internal sealed record Failures(int Count, long Until) : Kept
{
    public static readonly Failures None = new(0, 0);

    // Free tries for typing errors, then waits that make guessing hopeless (at most 12 an hour) but end within minutes:
    // a stranger who keeps failing can't keep the owner out for long, and an owner's own browser isn't held up at all.
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero,
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
    ];

    // After a quiet day the count starts anew.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    public Failures Add(DateTimeOffset now)
    {
        var count = Until > 0 && now.ToUnixTimeMilliseconds() > Until + (long)Forgotten.TotalMilliseconds ? 1 : Count + 1;
        return new Failures(count, (now + Waits[Math.Min(count, Waits.Length) - 1]).ToUnixTimeMilliseconds());
    }

    /// <summary>Takes one try back, and the wait that it began, unless a later one made it longer.</summary>
    /// <param name="before"><see cref="Until"/> before the try.</param>
    /// <param name="after"><see cref="Until"/> with the try.</param>
    public Failures GiveBack(long before, long after) => Count <= 1 ? None : new Failures(Count - 1, Until == after ? before : Until);

    /// <summary>Null: go on.</summary>
    public DateTimeOffset? WaitUntil(DateTimeOffset now) =>
        Until > now.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(Until) : null;
}
