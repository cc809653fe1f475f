using System.Collections.Concurrent;
using BitFaster.Caching;
using BitFaster.Caching.Lru;
using Portal.Feed;

namespace Portal.WebHost.Front;

/// <summary>What the feed and the lease see of a table.</summary>
internal interface IFollowed
{
    /// <summary>Of its keys in the feed: <c>domain/</c>.</summary>
    string Prefix { get; }

    /// <summary>This key now has this version.</summary>
    void Note(string key, long version);

    /// <summary>Waits until what is kept of the key has at least this version. Returns at once where nothing is kept.</summary>
    Task Revalidate(string key, long version);

    /// <summary>The feed's shard lost its memory: all of its keys are due.</summary>
    void MarkDue(int shard);

    /// <summary>Looks at the versions of what wasn't looked at for a while, in batches.</summary>
    Task RevalidateDue(CancellationToken cancellation);
}

/// <summary>
/// One kind of document as a front end keeps it: bounded, loaded once whoever waits, and only ever replaced by a higher
/// version.
/// </summary>
/// <param name="source">Where the documents come from.</param>
/// <param name="capacity">How many are kept; the least used leave.</param>
internal sealed partial class SnapshotTable<T>(ISnapshotSource<T> source, int capacity, TimeProvider clock, ILogger logger) : IFollowed
    where T : class
{
    private const int Batch = 5_000;
    private const int MaxTries = 9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ICache<string, SnapshotEntry<T>> entries = Build(capacity);
    private readonly ConcurrentDictionary<string, SnapshotEntry<T>> arriving = new(StringComparer.Ordinal);

    // When entries were last gone through, of the clock's timestamps; and whether one is due whatever its age.
    private long looked;
    private volatile bool isAnyDue;

    public string Prefix => source.Prefix;

    public int Count => entries.Count;

    /// <summary>The entry, if it is here; no waiting.</summary>
    public SnapshotEntry<T>? Peek(string key) => entries.TryGet(key, out var entry) ? entry : null;

    /// <summary>The entry, loaded; null when there is no such document, which is not kept.</summary>
    public async Task<SnapshotEntry<T>?> Get(string key)
    {
        if (entries.TryGet(key, out var known) && known.Current is not null)
            return known;
        var entry = arriving.GetOrAdd(key, static k => new SnapshotEntry<T>(k));
        try
        {
            await Load(entry, 0);
            return entry.Current is null ? null : entries.GetOrAdd(key, static (_, e) => e, entry);
        }
        finally
        {
            arriving.TryRemove(new KeyValuePair<string, SnapshotEntry<T>>(key, entry));
        }
    }

    /// <summary>Lets go of what was made of documents and nobody asked for since the last call; the documents stay.</summary>
    /// <returns>What was let go.</returns>
    public IEnumerable<object> TakeUnasked()
    {
        foreach (var (_, entry) in entries)
        {
            if (entry.TakeAsked() || entry.Derived is not { } made)
                continue;
            entry.Derived = null;
            yield return made;
        }
    }

    /// <summary>
    /// The document as it was at most so long ago; null when there is none. Throws where nobody can say: rights are not given
    /// on an old word.
    /// </summary>
    public async Task<T?> GetChecked(string key, TimeSpan most)
    {
        if (await Get(key) is not { } entry)
            return null;
        if (clock.GetElapsedTime(entry.ConfirmedAt) > most)
            await Load(entry, 0).WaitAsync(Patience, clock);
        return entry.Current;
    }

    public void Note(string key, long version)
    {
        foreach (var entry in Held(key))
        {
            if (entry.Version < version)
                _ = Quietly(entry, version);
        }
    }

    public async Task Revalidate(string key, long version)
    {
        foreach (var entry in Held(key))
        {
            if (entry.Version < version)
                await Load(entry, version);
        }
    }

    public void MarkDue(int shard)
    {
        isAnyDue = true;
        foreach (var (key, entry) in entries)
        {
            if (FeedKeys.Shard(Prefix + key) == shard)
                entry.CheckedAt = 0;
        }
    }

    public async Task RevalidateDue(CancellationToken cancellation)
    {
        // There may be hundreds of thousands of entries: they are gone through a few times a lease, by one look at the clock.
        var now = clock.GetTimestamp();
        if (!isAnyDue && looked != 0 && clock.GetElapsedTime(looked, now) < source.Lease / 6)
            return;
        (looked, isAnyDue) = (now, false);
        var old = now - (long)(source.Lease.TotalSeconds * clock.TimestampFrequency);
        var due = entries.Where(pair => pair.Value.CheckedAt == 0 || pair.Value.CheckedAt <= old).Select(pair => pair.Value).ToArray();
        // Neighbours together: each batch is one run over an index.
        Array.Sort(due, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        foreach (var batch in due.Chunk(Batch))
        {
            var stored = await source.Versions([.. batch.Select(entry => entry.Key)], cancellation);
            now = clock.GetTimestamp();
            foreach (var entry in batch)
            {
                entry.CheckedAt = now;
                // Rows are written after their documents: whoever is asked now has what the row tells of, or the row is wrong.
                if ((stored.TryGetValue(entry.Key, out var version) && version > entry.Version)
                    || (version == 0 && entry.Current is { } held && source.AsksForMissing(held)))
                    _ = Quietly(entry, 0);
                else
                    entry.ConfirmedAt = now;
            }
        }
    }

    private IEnumerable<SnapshotEntry<T>> Held(string key)
    {
        if (arriving.TryGetValue(key, out var coming))
            yield return coming;
        if (entries.TryGet(key, out var entry))
            yield return entry;
    }

    private Task Load(SnapshotEntry<T> entry, long minimum)
    {
        lock (entry)
        {
            entry.Minimum = Math.Max(entry.Minimum, minimum);
            return entry.Loading ??= Task.Run(() => Run(entry));
        }
    }

    private async Task Run(SnapshotEntry<T> entry)
    {
        for (var tries = 0; ; tries++)
        {
            T? loaded;
            try
            {
                loaded = await source.Load(entry.Key, entry.Version, entry.Minimum);
            }
            catch
            {
                lock (entry)
                    entry.Loading = null;
                throw;
            }

            lock (entry)
            {
                if (loaded is not null && source.VersionOf(loaded) > entry.Version)
                {
                    entry.Version = source.VersionOf(loaded);
                    entry.Current = loaded;
                }

                entry.CheckedAt = clock.GetTimestamp();
                if (entry.Version >= entry.Minimum)
                    entry.ConfirmedAt = entry.CheckedAt;
                if (entry.Version >= entry.Minimum || (entry.Minimum == 0 && loaded is null) || tries == MaxTries)
                {
                    // What never came is left to the lease: a promise that can't be kept must not hold later ones.
                    entry.Minimum = Math.Max(0, entry.Version);
                    entry.Loading = null;
                    return;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5 << tries), clock);
        }
    }

    private async Task Quietly(SnapshotEntry<T> entry, long version)
    {
        try
        {
            await Load(entry, version);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The old one goes on serving, and is due at once: the lease tries again.
            entry.CheckedAt = 0;
            isAnyDue = true;
            LogNotRenewed(logger, Prefix, entry.Key, version, problem);
        }
    }

    private static ICache<string, SnapshotEntry<T>> Build(int capacity)
    {
        var cache = new ConcurrentLruBuilder<string, SnapshotEntry<T>>()
            .WithCapacity(capacity).WithKeyComparer(StringComparer.Ordinal).WithMetrics().Build();
        cache.Events.Value!.ItemRemoved += static (_, removed) => removed.Value!.Current = null;
        return cache;
    }

    [LoggerMessage(1, LogLevel.Warning, "{Prefix}{Key} could not be updated to version {Version}; the present one continues to be served")]
    private static partial void LogNotRenewed(ILogger logger, string prefix, string key, long version, Exception problem);
}
