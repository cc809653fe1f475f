using Portal.Feed;

namespace Portal.Saving;

/// <summary>What all that write have in common.</summary>
internal sealed record SavingParts(SubjectRows Rows, FeedPublisher Feed, Unsettled Unsettled, TimeProvider Clock)
{
    /// <summary>Entries that a state carries along at most; beyond, a change is refused rather than an earlier one forgotten.</summary>
    public const int MostWaiting = 200;

    // A store that hiccups is back in seconds; a row that can't be written for a reason of its own stays so for hours.
    private static readonly int[] Seconds = [5, 10, 20, 40, 80, 160, 300];

    /// <param name="failures">Attempts that failed before.</param>
    public static TimeSpan Pause(int failures) => TimeSpan.FromSeconds(Seconds[Math.Min(failures, Seconds.Length - 1)]);
}
