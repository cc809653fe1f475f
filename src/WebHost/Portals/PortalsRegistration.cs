using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

internal static class PortalsRegistration
{
    /// <summary>The customers' face, and the preview of it for staff.</summary>
    public static IServiceCollection AddPortals(this IServiceCollection services) => services
        .AddSingleton<PageWriter>()
        .AddSingleton<PageCache>()
        .AddSingleton<PageHeaders>()
        .AddSingleton<AssetFiles>()
        .AddSingleton<SignInPost>()
        .AddSingleton<ISiteFace, PortalFace>()
        .AddSingleton<ISiteLanguages, PortalLanguages>()
        .AddSingleton<ISitePreview, SitePreview>()
        .AddSections();

    private sealed class PortalLanguages : ISiteLanguages
    {
        public IReadOnlyList<string> Known => PortalTexts.Languages;
    }
}
