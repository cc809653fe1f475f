using System.Collections.Concurrent;
using BitFaster.Caching.Lru;
using Portal.ApiKeys;

namespace Portal.WebHost.Api;

/// <summary>
/// Knows keys again. What the store says is believed for up to 10 s, so a revoked key opens nothing for longer than
/// that; both memories are bounded, and neither holds a key itself.
/// </summary>
internal sealed class KeyCheck(IApiKeyDirectory directory, TimeProvider clock)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(10);

    private readonly ConcurrentLru<string, Known> known = new(4096);

    // Apart from the others: whoever tries keys at random pushes out only other wrong ones.
    private readonly ConcurrentLru<string, Known> wrong = new(1024);

    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);

    /// <summary>Whether it is one that nobody brought here before: a guess, until the store knows it.</summary>
    public bool IsGuess(string key) => CanBe(key) && !known.TryGet(ApiKeyText.Hash(key), out _);

    /// <summary>The key's view; null when there is no such key, it was revoked or has expired.</summary>
    public async Task<ApiKeyView?> Find(string key, CancellationToken cancellation)
    {
        if (!CanBe(key))
            return null;
        var hash = ApiKeyText.Hash(key);
        var now = clock.GetUtcNow();
        if (!(known.TryGet(hash, out var entry) || wrong.TryGet(hash, out entry)) || clock.GetElapsedTime(entry.At) >= Believed)
        {
            entry = new Known(await directory.FindByHash(hash, cancellation), clock.GetTimestamp());
            (entry.Key is null ? wrong : known).AddOrUpdate(hash, entry);
            (entry.Key is null ? known : wrong).TryRemove(hash);
        }

        if (entry.Key is not { } view || view.Settings.ExpiresAt <= now)
            return null;
        used[view.Id] = now;
        return view;
    }

    /// <summary>This process alone forgets at once; others within 10 s.</summary>
    public void Forget(string id)
    {
        foreach (var (hash, entry) in known)
        {
            if (entry.Key?.Id == id)
                known.TryRemove(hash);
        }
    }

    /// <summary>Takes what was used since the last time.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> TakeUsed()
    {
        var taken = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var id in used.Keys)
        {
            if (used.TryRemove(id, out var time))
                taken.Add(id, time);
        }

        return taken;
    }

    private static bool CanBe(string key) => key.Length is >= ApiKeyText.Shortest and <= ApiKeyText.Longest;

    // By what has passed, not by the time of day: a clock that is set back must not keep a revoked key alive.
    private sealed record Known(ApiKeyView? Key, long At);
}
