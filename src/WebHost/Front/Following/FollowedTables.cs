using Portal.Feed;

namespace Portal.WebHost.Front;

/// <summary>Gives each note to the table that keeps what it is about.</summary>
internal sealed partial class FollowedTables(
    IEnumerable<IFollowed> tables, SiteTable sites, TimeProvider clock, ILogger<FollowedTables> logger) : ISiteRefresh
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IFollowed[] tables = [.. tables];

    public void Note(FeedNote note)
    {
        try
        {
            if (Find(note.Key) is not { } table)
                return;
            var key = note.Key[table.Prefix.Length..];
            table.Note(key, note.Version);
            if (table.Prefix == "domain/")
                sites.Forget(key);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogLost(logger, note.Key, problem);
        }
    }

    public void MarkDue(int shard)
    {
        foreach (var table in tables)
            table.MarkDue(shard);
    }

    public async Task RevalidateDue(CancellationToken cancellation)
    {
        foreach (var table in tables)
        {
            try
            {
                await table.RevalidateDue(cancellation);
            }
            catch (Exception problem) when (problem is not OutOfMemoryException && !cancellation.IsCancellationRequested)
            {
                LogLeaseFailed(logger, table.Prefix, problem.Message);
            }
        }
    }

    public async Task Revalidate(string feedKey, long version)
    {
        if (Find(feedKey) is not { } table)
            return;
        var key = feedKey[table.Prefix.Length..];
        if (table.Prefix == "domain/")
            sites.Forget(key);
        try
        {
            await table.Revalidate(key, version).WaitAsync(Patience, clock);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogLost(logger, feedKey, problem);
        }
    }

    private IFollowed? Find(string key) => Array.Find(tables, table => key.StartsWith(table.Prefix, StringComparison.Ordinal));

    [LoggerMessage(1, LogLevel.Warning, "A feed entry for {Key} could not be processed; it is checked again when its lease ends")]
    private static partial void LogLost(ILogger logger, string key, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "The versions of {Prefix} could not be read ({Reason}); the present state continues to be served")]
    private static partial void LogLeaseFailed(ILogger logger, string prefix, string reason);
}

/// <summary>Lets whoever saved something see it on this front end at once.</summary>
internal interface ISiteRefresh
{
    /// <summary>Waits, two seconds at most, until this front end serves at least this version. Never fails.</summary>
    /// <param name="feedKey">Of <see cref="FeedKeys"/>.</param>
    Task Revalidate(string feedKey, long version);
}
