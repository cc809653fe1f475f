using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Portal.Metrics;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>
/// Rendered pages, up to a bound in bytes. Reading one takes no lock: pages hang on their site, and the oldest that
/// nobody asked for since the last look leave first (second chance).
/// </summary>
internal sealed class PageCache : IRests, IDisposable
{
    // The objects around the bytes.
    private const int Overhead = 600;

    private readonly Meter meter = new(Instruments.Name);
    private readonly PageWriter writer;
    private readonly long bound;
    private readonly ConcurrentQueue<Place> places = new();
    private long held;

    public PageCache(PageWriter writer, IOptions<FrontOptions> options)
    {
        (this.writer, bound) = (writer, options.Value.Cache.PageBytes);
        meter.CreateObservableGauge("portal.pages.held", () => Held, "By", "Public pages in the cache.");
    }

    /// <summary>In bytes.</summary>
    public long Held => Interlocked.Read(ref held);

    public ValueTask<PublicPage> Get(SitePages site, PageKind kind, int language) =>
        site.Page(kind, language) is { } page ? new(page) : new(Render(site, kind, language));

    /// <summary>A page of the cache was compressed and is larger now.</summary>
    public void Grew(long bytes)
    {
        Interlocked.Add(ref held, bytes);
        Shrink();
    }

    /// <inheritdoc/>
    public void Rest()
    {
        for (var left = places.Count; left > 0 && places.TryDequeue(out var place); left--)
        {
            if (place.IsOfNow)
                places.Enqueue(place);
            else
                Drop(place);
        }
    }

    private async Task<PublicPage> Render(SitePages site, PageKind kind, int language)
    {
        var html = await writer.Write(site.Model(kind, language));
        var page = new PublicPage(html, $"{site.Look.Host} {site.Site.VersionText} {kind} {language}");
        site.Keep(kind, language, page);
        Instruments.Rendered();
        places.Enqueue(new Place(site, kind, language, page));
        Grew(page.Size + Overhead);
        return page;
    }

    public void Dispose() => meter.Dispose();

    private void Shrink()
    {
        while (Held > bound && places.TryDequeue(out var place))
        {
            if (place.Page.TakeTouched() && place.IsOfNow)
                places.Enqueue(place);
            else
                Drop(place);
        }
    }

    private void Drop(Place place)
    {
        if (ReferenceEquals(place.Site.Page(place.Kind, place.Language), place.Page))
            place.Site.Keep(place.Kind, place.Language, null);
        Interlocked.Add(ref held, -(place.Page.Size + Overhead));
    }

    private sealed record Place(SitePages Site, PageKind Kind, int Language, PublicPage Page)
    {
        /// <summary>The next visitor would get it.</summary>
        public bool IsOfNow => ReferenceEquals(Site.Site.Pages, Site) && Site.Site.IsCurrent;
    }
}
