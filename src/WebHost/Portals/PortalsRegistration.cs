using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

internal static class PortalsRegistration
{
    /// <summary>The customers' face, and the preview of it for staff.</summary>
    public static IServiceCollection AddPortals(this IServiceCollection services) => services
        .AddSingleton<PageWriter>()
        .AddSingleton<PageCache>()
        .AddSingleton<IRests>(provider => provider.GetRequiredService<PageCache>())
        .AddSingleton<PageHeaders>()
        .AddSingleton<AssetFiles>()
        .AddSingleton<PageAnswers>()
        .AddSingleton<SessionTouch>()
        .AddSingleton<PortalGate>()
        .AddSingleton<KnownDevice>()
        .AddSingleton<LinkTries>()
        .AddSingleton<SessionStart>()
        .AddSingleton<IHumanCheck, HumanCheck>()
        .AddSingleton<PlaceSwitch>()
        .AddSingleton<PlaceGuard>()
        .AddSingleton<SectionRouter>()
        .AddSingleton<LiveWatch>()
        .AddHostedService(provider => provider.GetRequiredService<LiveWatch>())
        .AddSingleton<EventStreams>()
        .AddOpenPages()
        .AddSingleton<ISiteFace, PortalFace>()
        .AddSingleton<ISiteLanguages, PortalLanguages>()
        .AddSingleton<ISitePreview, SitePreview>()
        .AddExportWork()
        .AddSections();

    // They are found by being there: one more needs no other file.
    private static IServiceCollection AddOpenPages(this IServiceCollection services)
    {
        foreach (var type in typeof(IOpenPage).Assembly.GetTypes().Where(
            t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IOpenPage))))
            services.AddSingleton(typeof(IOpenPage), type);
        return services;
    }

    private sealed class PortalLanguages : ISiteLanguages
    {
        public IReadOnlyList<string> Known => PortalTexts.Languages;
    }
}
