using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

internal static class PortalsRegistration
{
    public static IServiceCollection AddPortals(this IServiceCollection services) => services
        .AddSingleton<PageWriter>()
        .AddSingleton<ISitePreview, SitePreview>();
}
