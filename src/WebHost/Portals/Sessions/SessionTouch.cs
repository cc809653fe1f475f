using BitFaster.Caching.Lru;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>Keeps sessions alive that are used, beside the request that uses them.</summary>
internal sealed partial class SessionTouch(IGrainFactory grains, TimeProvider clock, ILogger<SessionTouch> logger)
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(30);

    // A touch is told by the feed a moment later: until then further requests of the page must not touch again.
    private static readonly TimeSpan Echo = TimeSpan.FromSeconds(30);
    private const int MostUnderWay = 10_000;

    private readonly ConcurrentLru<string, long> underWay = new(Environment.ProcessorCount, MostUnderWay, StringComparer.Ordinal);

    /// <summary>Whether this request was the one that touched.</summary>
    public bool Touch(string person, PersonSession session)
    {
        if (clock.GetUtcNow() - session.SeenAt < Often)
            return false;
        if (underWay.TryGet(session.Id, out var since) && clock.GetElapsedTime(since) < Echo)
            return false;
        underWay.AddOrUpdate(session.Id, clock.GetTimestamp());
        _ = Run(person, session.Id);
        return true;
    }

    private async Task Run(string person, string session)
    {
        try
        {
            await grains.GetGrain<IPersonGrain>(person).Touch(session);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogLost(logger, person, problem);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A session of {Person} could not be kept alive; a later request tries again")]
    private static partial void LogLost(ILogger logger, string person, Exception problem);
}
