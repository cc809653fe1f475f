using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

internal static class SectionsRegistration
{
    /// <summary>The shell and each section that there is: one more needs no other file.</summary>
    public static IServiceCollection AddSections(this IServiceCollection services)
    {
        foreach (var type in typeof(IPortalSection).Assembly.GetTypes().Where(
            t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IPortalSection))))
            services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IPortalSection), type));
        return services
            .AddSingleton<PortalMenu>()
            .AddSingleton<ISectionPages, BuiltSections>()
            .AddSingleton<PortalAnswer>()
            .AddSingleton<CallAudio>()
            .AddSingleton<ItemLists>();
    }
}
