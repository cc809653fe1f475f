namespace Portal.Calls;

/// <summary>What goes on at this moment over all customers that somebody may see.</summary>
/// <param name="Customers">Those with calls now or lately, the ones with most calls now first.</param>
/// <param name="Switches">Those that report, or did so lately.</param>
internal sealed record LiveWall(DateTimeOffset At, IReadOnlyList<WallLine> Customers, IReadOnlyList<LiveSwitch> Switches)
{
    public WallSums Total { get; } = Customers.Aggregate(WallSums.None, (all, line) => all + line.Sums);

    /// <summary>By brand, those with most calls now first; null: customers of none.</summary>
    public IReadOnlyList<(string? Brand, WallSums Sums)> Brands { get; } =
    [
        .. Customers.GroupBy(line => line.Brand)
            .Select(group => (group.Key, group.Aggregate(WallSums.None, (all, line) => all + line.Sums)))
            .OrderByDescending(one => one.Item2.Calls).ThenByDescending(one => one.Item2.Hour.Attempts)
            .ThenBy(one => one.Key, StringComparer.Ordinal),
    ];
}

/// <param name="Name">Null: the customer was deleted.</param>
internal sealed record WallLine(string Customer, string? Name, string? Brand, WallSums Sums);

/// <param name="Calls">In progress.</param>
/// <param name="Answered">Of these.</param>
/// <param name="Begun">In the last minute, whatever became of them.</param>
/// <param name="Quarter">Attempts of this quarter of an hour and the one before.</param>
/// <param name="Hour">Of this quarter of an hour and the four before.</param>
internal sealed record WallSums(long Calls, long Answered, long Begun, WallShare Quarter, WallShare Hour)
{
    public static readonly WallSums None = new(0, 0, 0, default, default);

    /// <summary>New calls a second, over the last minute.</summary>
    public decimal Cps => Begun / 60m;

    public static WallSums operator +(WallSums one, WallSums other) => new(
        one.Calls + other.Calls,
        one.Answered + other.Answered,
        one.Begun + other.Begun,
        one.Quarter + other.Quarter,
        one.Hour + other.Hour);
}

internal readonly record struct WallShare(long Attempts, long Connected)
{
    /// <summary>Connected of attempts, in percent; null: nothing was attempted.</summary>
    public decimal? Asr => Attempts == 0 ? null : Connected * 100m / Attempts;

    public static WallShare operator +(WallShare one, WallShare other) =>
        new(one.Attempts + other.Attempts, one.Connected + other.Connected);
}
