using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Portal.Platform;

internal static class PlatformRegistration
{
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StartWork>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<PlatformOptions>, PlatformOptionsCompletion>());
        services.AddSingleton<PlatformNames>();
        services.AddSingleton(new SettingsSection("Portal:Https", typeof(PublicPortSetting)));
        return services.AddPortalOptions<PlatformOptions, PlatformOptionsValidator>("Portal");
    }
}
