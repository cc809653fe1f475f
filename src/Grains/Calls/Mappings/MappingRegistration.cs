using Microsoft.Extensions.DependencyInjection;
using Portal.Saving;

namespace Portal.Calls;

internal static class MappingRegistration
{
    public static IServiceCollection AddCallMappings(this IServiceCollection services) => services
        .AddFollowUp<MappingState, MappingFollowUp>()
        .AddSingleton<MappingDirectory>()
        .AddSingleton<MappingTrial>()
        .AddSingleton<MappingDesk>();
}
