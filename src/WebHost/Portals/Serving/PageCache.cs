using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Portal.Metrics;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>
/// Rendered pages, up to a bound in bytes (ADR 0034). Reading one takes no lock: pages hang on their site, and the oldest that
/// nobody asked for since the last look leave first (second chance). Of many who ask for a page that isn't there one renders
/// it, and the others wait for that.
/// </summary>
internal sealed class PageCache : IRests, IDisposable
{
    private readonly Meter meter = new(Instruments.Name);
    private readonly PageWriter writer;
    private readonly long bound;
    private readonly ConcurrentDictionary<Place, TaskCompletionSource<PublicPage>> coming = new();
    private readonly ConcurrentQueue<Kept> kept = new();
    private long held;

    public PageCache(PageWriter writer, IOptions<FrontOptions> options)
    {
        (this.writer, bound) = (writer, options.Value.Cache.PageBytes);
        meter.CreateObservableGauge("portal.pages.held", () => Held, "By", "Public pages in the cache.");
    }

    /// <summary>In bytes: of the pages that are in it now, and of no others.</summary>
    public long Held => Interlocked.Read(ref held);

    public ValueTask<PublicPage> Get(SitePages site, PageKind kind, int language) =>
        site.Page(kind, language) is { } page ? new(page) : new(Come(new Place(site, kind, language)));

    /// <summary>A page was compressed: what it has grown by is counted, once, unless it has left.</summary>
    public void Count(PublicPage page)
    {
        Interlocked.Add(ref held, page.TakeGrowth());
        Shrink();
    }

    /// <inheritdoc/>
    public void Rest()
    {
        for (var left = kept.Count; left > 0 && kept.TryDequeue(out var page); left--)
        {
            if (page.IsOfNow)
                kept.Enqueue(page);
            else
                Drop(page);
        }
    }

    public void Dispose() => meter.Dispose();

    private Task<PublicPage> Come(Place place)
    {
        // Rendering is work without pauses: whoever waits for it must not hold a thread meanwhile.
        var own = new TaskCompletionSource<PublicPage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = coming.GetOrAdd(place, own);
        if (ReferenceEquals(first, own))
            _ = Bring(place, own);
        return first.Task;
    }

    private async Task Bring(Place place, TaskCompletionSource<PublicPage> own)
    {
        var rendering = Render(place);
        await ((Task)rendering).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // It hangs on its site by now. What failed is for those who waited: the next one tries again.
        coming.TryRemove(place, out _);
        own.SetFromTask(rendering);
    }

    private async Task<PublicPage> Render(Place place)
    {
        var (site, kind, language) = place;
        // It came while this caller looked.
        if (site.Page(kind, language) is { } there)
            return there;
        var html = await writer.Write(site.Model(kind, language));
        var page = new PublicPage(html, $"{site.Look.Host} {site.Site.VersionText} {kind} {language}");
        Instruments.Rendered();
        site.Keep(kind, language, page);
        kept.Enqueue(new Kept(new(site), kind, language, page));
        Count(page);
        return page;
    }

    // Each has one second chance a call: what is asked for all the time would keep the loop going.
    private void Shrink()
    {
        for (var chances = kept.Count; Held > bound && kept.TryDequeue(out var oldest); chances--)
        {
            if (oldest.Page.TakeTouched() && chances > 0 && oldest.IsOfNow)
                kept.Enqueue(oldest);
            else
                Drop(oldest);
        }
    }

    private void Drop(Kept page)
    {
        if (page.Site.TryGetTarget(out var site))
            site.Drop(page.Kind, page.Language, page.Page);
        Interlocked.Add(ref held, -page.Page.Leave());
    }

    private readonly record struct Place(SitePages Site, PageKind Kind, int Language);

    // Weak: a site that was replaced goes at once, styles, scripts and all, although its pages still wait for their turn.
    private sealed record Kept(WeakReference<SitePages> Site, PageKind Kind, int Language, PublicPage Page)
    {
        /// <summary>The next visitor would get it.</summary>
        public bool IsOfNow => Site.TryGetTarget(out var site) && site.IsShown;
    }
}
