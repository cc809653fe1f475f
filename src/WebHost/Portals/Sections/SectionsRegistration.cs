using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

internal static class SectionsRegistration
{
    /// <summary>The shell and each section and other page that there is: one more needs no other file.</summary>
    public static IServiceCollection AddSections(this IServiceCollection services)
    {
        foreach (var type in typeof(IPortalSection).Assembly.GetTypes().Where(
            t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IPortalSection))))
            services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IPortalSection), type));
        foreach (var type in typeof(ISignedInPage).Assembly.GetTypes().Where(
            t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ISignedInPage))
                && !t.IsAssignableTo(typeof(IPortalSection))))
            services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(ISignedInPage), type));
        return services
            .AddSingleton<PortalMenu>()
            .AddSingleton<ISectionPages, BuiltSections>()
            .AddSingleton<PortalAnswer>()
            .AddSingleton<ReportViewing>()
            .AddSingleton<ExportDownload>()
            .AddSingleton<ExportAsking>()
            .AddSingleton<CallAudio>()
            .AddSingleton<ItemLists>();
    }
}
