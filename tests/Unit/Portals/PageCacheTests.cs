using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Domains;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals;

public sealed class PageCacheTests : IAsyncDisposable
{
    // A page of these sites has some 10 kB, and its compressed forms a third of that each.
    private const long Bound = 120_000;

    private readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly PageCache cache;

    public PageCacheTests() => cache = new PageCache(
        new PageWriter(services, NullLoggerFactory.Instance),
        Options.Create(new FrontOptions { Cache = new() { PageBytes = Bound } }));

    [Fact]
    public async Task A_burst_on_a_cold_page_renders_it_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var site = Site(round);
            using var gate = new Barrier(8);
            var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    gate.SignalAndWait();
                    return cache.Get(site, PageKind.SignIn, 0).AsTask();
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
            Assert.All(pages, page => Assert.Same(pages[0], page));
            Assert.Same(pages[0], site.Page(PageKind.SignIn, 0));
        }

        Assert.True(cache.Held > 0);
    }

    [Fact]
    public async Task What_it_says_that_it_holds_is_what_it_holds()
    {
        var sites = Enumerable.Range(0, 60).Select(Site).ToArray();
        await Parallel.ForEachAsync(sites, TestContext.Current.CancellationToken, async (site, ending) =>
        {
            foreach (var encoding in (string?[])[null, "gzip", "br"])
            {
                var page = await cache.Get(site, PageKind.SignIn, 0);
                page.For(encoding, out _);
                cache.Count(page);
            }
        });
        Assert.InRange(cache.Held, 1, Bound);
        Assert.Equal(Pages(sites).Sum(page => page.Size), cache.Held);
    }

    [Fact]
    public async Task A_page_that_has_left_and_is_compressed_for_its_last_reader_counts_no_more()
    {
        var first = await cache.Get(Site(0), PageKind.SignIn, 0);
        var sites = Enumerable.Range(1, 60).Select(Site).ToArray();
        foreach (var site in sites)
            await cache.Get(site, PageKind.SignIn, 0);
        var held = cache.Held;
        first.For("br", out _);
        cache.Count(first);
        Assert.Equal(held, cache.Held);
        Assert.Equal(Pages(sites).Sum(page => page.Size), held);
    }

    [Fact]
    public async Task A_page_that_is_asked_for_again_stays_while_others_leave()
    {
        var wanted = Site(0);
        var page = await cache.Get(wanted, PageKind.SignIn, 0);
        for (var i = 1; i < 60; i++)
        {
            page.For(null, out _);
            await cache.Get(Site(i), PageKind.SignIn, 0);
        }

        Assert.Same(page, wanted.Page(PageKind.SignIn, 0));
    }

    [Fact]
    public async Task A_page_of_an_older_version_leaves_whoever_asked_for_it()
    {
        var entry = Entry(0);
        var old = SitePages.Of(new Site(entry, entry.Current!, null, [], PortalTexts.Languages));
        var page = await cache.Get(old, PageKind.SignIn, 0);
        entry.Current = entry.Current! with { Version = 4 };
        for (var i = 1; i < 60; i++)
        {
            page.For(null, out _);
            await cache.Get(Site(i), PageKind.SignIn, 0);
        }

        Assert.Null(old.Page(PageKind.SignIn, 0));
    }

    private static SnapshotEntry<DomainSnapshot> Entry(int number)
    {
        var host = $"portal{number}.acme.example";
        var domain = new DomainSettings { Host = host, BrandName = "Acme Telecom", Footer = new string('x', 4000) };
        return new(host) { Current = new DomainSnapshot(host, 3, domain) };
    }

    private static SitePages Site(int number)
    {
        var entry = Entry(number);
        return SitePages.Of(new Site(entry, entry.Current!, null, [], PortalTexts.Languages));
    }

    private static IEnumerable<PublicPage> Pages(IEnumerable<SitePages> sites) =>
        sites.Select(site => site.Page(PageKind.SignIn, 0)).OfType<PublicPage>();

    public async ValueTask DisposeAsync()
    {
        cache.Dispose();
        await services.DisposeAsync();
    }
}
