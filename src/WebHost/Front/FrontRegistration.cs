using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Portal.Brands;
using Portal.Certificates;
using Portal.Customers;
using Portal.Domains;
using Portal.Hosting;
using Portal.Hosting.Connections;
using Portal.Hosting.Ops;
using Portal.People;
using Portal.Platform;
using Portal.WebHost.Demo;

namespace Portal.WebHost.Front;

internal static class FrontRegistration
{
    /// <summary>
    /// Listeners, snapshot tables, certificates by SNI, host dispatch. A face adds <see cref="ISiteFace"/> and <see
    /// cref="ISiteLanguages"/>.
    /// </summary>
    public static IServiceCollection AddFront(this IServiceCollection services) => services
        .AddPortalOptions<FrontOptions, FrontOptionsValidator>("Portal")
        .AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelSetup>()
        .AddSingleton<IListens, KestrelSetup>()
        .AddBoundConnections()
        .AddSingleton<BelievedProxy>(provider => new ProxyList(provider.GetRequiredService<IOptions<FrontOptions>>().Value).Contains)
        .AddSingleton<StoredVersions>()
        .AddTable<DomainSnapshot, DomainSource>(cache => cache.Sites)
        .AddTable<BrandSnapshot, BrandSource>(cache => cache.Sites)
        .AddTable<FileSnapshot, FileSource>(cache => cache.Sites)
        .AddTable<CertificateMaterial, CertificateMaterialSource>(cache => cache.Certificates)
        .AddTable<PersonSnapshot, PersonSource>(cache => cache.Persons)
        .AddTable<CustomerSnapshot, CustomerSource>(cache => cache.Persons)
        .AddSingleton<SiteTable>()
        .AddSingleton<IRests>(provider => provider.GetRequiredService<SiteTable>())
        .AddSingleton<CertificateTable>()
        .AddSingleton<TlsChoice>()
        .AddSingleton<AbortedHandshakes>()
        .AddSingleton<ControlNames>()
        .AddSingleton<PeerReader>()
        .AddSingleton<PlainHttp>()
        .AddSingleton<FollowedTables>()
        .AddSingleton<ISiteRefresh>(provider => provider.GetRequiredService<FollowedTables>())
        .AddSingleton<IOutgoingGrainCallFilter, SaveEcho>()
        .AddSingleton<StreamPlaces>()
        .AddSingleton<StreamEnd>()
        .AddSingleton<IStartLine, ControlPanelLine>()
        .AddSingleton<DemoPassword>()
        .AddSingleton<DemoStaff>()
        .AddSingleton<DemoPeople>()
        .AddSingleton<IStartLine, DemoLine>()
        .AddSingleton<FeedFollower>()
        .AddSingleton<IWarmUp>(provider => provider.GetRequiredService<FeedFollower>())
        .AddSingleton<IWarmUp, OwnPage>()
        .AddHostedService(provider => provider.GetRequiredService<FeedFollower>())
        .AddHostedService<LeaseKeeper>()
        .AddHostedService<RestKeeper>()
        .AddHostedService<DemoCalls>()
        .AddHostedService<DemoLive>()
        .AddHostedService<DemoAlerts>();

    /// <summary>First in the pipeline: what follows it is for control hosts alone.</summary>
    public static IApplicationBuilder UseFront(this IApplicationBuilder app) => app.UseMiddleware<HostDispatch>();

    private static IServiceCollection AddTable<T, TSource>(this IServiceCollection services, Func<CacheSection, int> capacity)
        where T : class
        where TSource : class, ISnapshotSource<T> => services
        .AddSingleton<ISnapshotSource<T>, TSource>()
        .AddSingleton(provider => new SnapshotTable<T>(
            provider.GetRequiredService<ISnapshotSource<T>>(),
            capacity(provider.GetRequiredService<IOptions<FrontOptions>>().Value.Cache),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SnapshotTable<T>>>()))
        .AddSingleton<IFollowed>(provider => provider.GetRequiredService<SnapshotTable<T>>());
}
