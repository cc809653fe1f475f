using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// What switches say is there at this moment. What one said last counts until it says else, or is unheard of for too long.
/// </summary>
internal interface ILiveSet<T>
{
    /// <summary>All that a switch has: what isn't among it is over. Writes what changed alone, all of it or nothing.</summary>
    Task<LiveOutcome> Replace(LiveSource source, IReadOnlyList<T> items, CancellationToken cancellation);

    /// <summary>What began, or is told anew, and what ended. What ended unseen is fine.</summary>
    /// <param name="ended">As <see cref="LiveTable{T}.Key"/> has them.</param>
    Task<LiveOutcome> Change(
        LiveSource source, IReadOnlyList<T> started, IReadOnlyList<string> ended, CancellationToken cancellation);

    Task<Page<T>> Page(LiveQuery query, CancellationToken cancellation);

    /// <summary>All that a query finds, read in parts.</summary>
    IAsyncEnumerable<T> All(LiveQuery query, CancellationToken cancellation);

    /// <summary>Every switch that was heard of lately, with how much of what is asked for it has.</summary>
    Task<IReadOnlyList<LiveSwitch>> Switches(LiveQuery query, CancellationToken cancellation);
}

internal enum LiveOutcome
{
    Taken,

    /// <summary>The switch would have more than <see cref="LiveBounds.MostItems"/>.</summary>
    TooMany,

    /// <summary>Whoever tells it tells of <see cref="LiveBounds.MostSwitches"/> switches already.</summary>
    TooManySwitches,
}

/// <summary>What programs may cost.</summary>
internal static class LiveBounds
{
    /// <summary>Of one switch.</summary>
    public const int MostItems = 50_000;

    /// <summary>Of one teller: names that change with each start would be kept for days.</summary>
    public const int MostSwitches = 500;

    /// <summary>What is wrong with a body is told so often: nobody reads more.</summary>
    public const int MostErrors = 100;
}
