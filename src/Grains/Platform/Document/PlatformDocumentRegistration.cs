using Microsoft.Extensions.DependencyInjection;
using Portal.Saving;

namespace Portal.Platform;

internal static class PlatformDocumentRegistration
{
    public static IServiceCollection AddPlatformDocument(this IServiceCollection services) => services
        .AddSingleton<PlatformRules>()
        .AddFollowUp<PlatformState, PlatformFollowUp>();
}
