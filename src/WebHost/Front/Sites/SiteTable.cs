using BitFaster.Caching.Lru;
using Portal.Brands;
using Portal.Domains;
using Portal.Files;

namespace Portal.WebHost.Front;

/// <summary>Every host that this front end answers for, from memory: no grain call and no SQL for one that it knows.</summary>
internal sealed partial class SiteTable(
    SnapshotTable<DomainSnapshot> domains,
    SnapshotTable<BrandSnapshot> brands,
    SnapshotTable<FileSnapshot> files,
    ISiteLanguages languages,
    TimeProvider clock,
    ILogger<SiteTable> logger) : IRests
{
    private const int MaxStrangers = 10_000;
    private static readonly TimeSpan StrangerLife = TimeSpan.FromSeconds(5);

    // Hosts that nobody has, and until when that is believed.
    private readonly ConcurrentLru<string, long> strangers = new(Environment.ProcessorCount, MaxStrangers, StringComparer.Ordinal);

    /// <summary>The enabled site of a normalised host; null: nobody lives there.</summary>
    public ValueTask<Site?> Find(string host)
    {
        if (domains.Peek(host) is { Derived: Site site } entry && site.IsCurrent)
        {
            entry.Ask();
            return new(site.IsEnabled ? site : null);
        }

        return strangers.TryGet(host, out var since) && clock.GetElapsedTime(since) < StrangerLife ? new((Site?)null) : new(Load(host));
    }

    /// <summary>A note came: what was believed of a host that nobody had doesn't hold any more.</summary>
    public void Forget(string host) => strangers.TryRemove(host);

    /// <inheritdoc/>
    public void Rest()
    {
        foreach (var made in domains.TakeUnasked())
            ((Site)made).Leave();
    }

    private async Task<Site?> Load(string host)
    {
        var old = domains.Peek(host)?.Derived as Site;
        try
        {
            var entry = await domains.Get(host);
            if (entry is null)
            {
                strangers.AddOrUpdate(host, clock.GetTimestamp());
                return null;
            }

            // Null: it was evicted between two steps. The next request loads it anew.
            var site = entry.Current is { } domain ? await Compose(entry, domain) : old;
            return site is { IsEnabled: true } ? site : null;
        }
        catch (Exception problem) when (old is not null && problem is not OutOfMemoryException)
        {
            // Branding may be stale when the cluster is out of reach; being away would be worse.
            LogStale(logger, host, problem);
            return old.IsEnabled ? old : null;
        }
    }

    private async Task<Site> Compose(SnapshotEntry<DomainSnapshot> entry, DomainSnapshot domain)
    {
        SnapshotEntry<BrandSnapshot>? brand = null;
        if (domain.Settings?.Brand is { } id)
            brand = await brands.Get(id);
        var kept = new List<SnapshotEntry<FileSnapshot>>();
        if (domain.Settings is { } settings)
        {
            foreach (var name in EffectiveSite.FileNames(settings, brand?.Current?.Settings))
            {
                // The brand's own wins over the platform's: either may come or go.
                if (domain.Settings.Brand is { } owner && await files.Get(new FileKey(owner, name).ToString()) is { } own)
                    kept.Add(own);
                if (await files.Get(name) is { } shared)
                    kept.Add(shared);
            }
        }

        var site = new Site(entry, domain, brand, [.. kept], languages.Known);
        entry.Derived = site;
        entry.Ask();
        return site;
    }

    [LoggerMessage(1, LogLevel.Warning, "{Host} could not be rebuilt; its last state continues to be served")]
    private static partial void LogStale(ILogger logger, string host, Exception problem);
}

/// <summary>The languages that pages have texts in; the first is the default.</summary>
internal interface ISiteLanguages
{
    IReadOnlyList<string> Known { get; }
}
