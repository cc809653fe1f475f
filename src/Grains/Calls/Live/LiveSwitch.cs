namespace Portal.Calls;

/// <summary>A switch that tells what is there.</summary>
/// <param name="HeardAt">When it was last heard of.</param>
/// <param name="IsStale">That was so long ago that what it said may be over.</param>
/// <param name="Count">How much of what was asked for it tells.</param>
internal sealed record LiveSwitch(string Switch, string ToldBy, DateTimeOffset HeardAt, bool IsStale, long Count);

/// <summary>What of all that is there is asked for.</summary>
internal sealed record LiveQuery
{
    /// <summary>Our id; null: everybody's.</summary>
    public string? Customer { get; init; }

    public string? Switch { get; init; }

    /// <summary>Only what belongs to customers of these brands; null: all.</summary>
    public IReadOnlyList<string>? Brands { get; init; }

    public int Limit { get; init; } = 50;

    /// <summary>As the page before gave it; null: from the start.</summary>
    public string? Cursor { get; init; }
}
