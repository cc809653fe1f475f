namespace Portal.Hosting.Connections;

/// <summary>How many connections may be open. Pure.</summary>
/// <param name="Total">In all, without those of the ops port.</param>
/// <param name="PerAddress">Of one address.</param>
internal sealed record ConnectionBounds(int Total, int PerAddress)
{
    /// <summary>
    /// What isn't for visitors: the runtime's and the program's own files, the database, DNS and mail; other members of the
    /// fleet; the ops port.
    /// </summary>
    public const int Reserve = 440;

    /// <summary>Of the ops port, which has them even when visitors' are all taken.</summary>
    public const int Ops = 24;

    // Where the system tells no limit, and where it sets none: each connection also costs some memory.
    private const int Unknown = 10_000;
    private const int Most = 50_000;

    public static ConnectionBounds From(int? files, LimitOptions options)
    {
        // Well below the limit: what is being closed still has its file for a moment, and what visitors ask for opens some.
        var derived = files is { } known ? Math.Clamp((known - Reserve) / 4 * 3, 16, Most) : Unknown;
        var total = options.Connections ?? derived;
        return new(total, options.ConnectionsPerAddress ?? Math.Max(4, total / 4));
    }
}
