using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Brands;
using Portal.Domains;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Front;

/// <summary>What was made for visitors leaves memory once nobody asks for it; what the documents say stays.</summary>
public sealed class SiteRestTests : IAsyncDisposable
{
    private const string Host = "portal.acme.example";
    private readonly Documents documents = new();
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly SiteTable sites;
    private readonly PageCache pages;

    public SiteRestTests()
    {
        sites = new SiteTable(
            Table(documents), Table(new Nothing<BrandSnapshot>()), Table(new Nothing<FileSnapshot>()), new English(), TimeProvider.System,
            NullLogger<SiteTable>.Instance);
        pages = new PageCache(new PageWriter(services, NullLoggerFactory.Instance), Options.Create(new FrontOptions()));
    }

    public async ValueTask DisposeAsync()
    {
        pages.Dispose();
        await services.DisposeAsync();
    }

    [Fact]
    public async Task A_site_that_somebody_asks_for_stays_as_it_is()
    {
        var site = await sites.Find(Host);
        for (var minute = 0; minute < 3; minute++)
        {
            sites.Rest();
            Assert.Same(site, await sites.Find(Host));
        }
    }

    [Fact]
    public async Task A_site_that_nobody_asked_for_is_put_together_anew_without_a_question_to_anybody()
    {
        var site = await sites.Find(Host);
        sites.Rest();
        sites.Rest();
        Assert.False(site!.IsCurrent);
        documents.IsAway = true;
        var next = await sites.Find(Host);
        Assert.NotSame(site, next);
        Assert.Equal(site.VersionText, next!.VersionText);
        Assert.Equal(1, documents.Loads);
    }

    [Fact]
    public async Task Pages_go_with_their_site()
    {
        var site = SitePages.Of((await sites.Find(Host))!);
        await pages.Get(site, PageKind.SignIn, 0);
        Rest();
        Assert.True(pages.Held > 0);
        Rest();
        Assert.Equal(0, pages.Held);
        Assert.Null(site.Page(PageKind.SignIn, 0));
    }

    private void Rest()
    {
        sites.Rest();
        pages.Rest();
    }

    private static SnapshotTable<T> Table<T>(ISnapshotSource<T> source)
        where T : class => new(source, 100, TimeProvider.System, NullLogger.Instance);

    private sealed class English : ISiteLanguages
    {
        public IReadOnlyList<string> Known => ["en"];
    }

    private sealed class Documents : ISnapshotSource<DomainSnapshot>
    {
        public bool IsAway { get; set; }

        public int Loads { get; private set; }

        public string Prefix => "domain/";

        public Task<DomainSnapshot?> Load(string key, long newerThan, long promised)
        {
            if (IsAway)
                throw new TimeoutException("Nobody answers.");
            Loads++;
            return Task.FromResult<DomainSnapshot?>(new(key, 1, new DomainSettings { Host = key, BrandName = "Acme" }));
        }

        public long VersionOf(DomainSnapshot document) => document.Version;

        public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
            throw new TimeoutException();
    }

    private sealed class Nothing<T> : ISnapshotSource<T>
        where T : class
    {
        public string Prefix => "none/";

        public Task<T?> Load(string key, long newerThan, long promised) => Task.FromResult<T?>(null);

        public long VersionOf(T document) => 0;

        public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
            throw new TimeoutException();
    }
}
