using Microsoft.Extensions.DependencyInjection;

namespace Portal.Saving;

internal static class SavingRegistration
{
    public static IServiceCollection AddSaving(this IServiceCollection services) => services
        .AddSingleton<Unsettled>()
        .AddSingleton<FollowUpParts>();
}
