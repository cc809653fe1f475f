using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;

namespace Portal.Staff;

internal static class StaffRegistration
{
    public static IServiceCollection AddStaff(this IServiceCollection services) => services
        .AddPortalOptions<SetupStaffOptions, SetupStaffValidator>("Portal:Setup")
        .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SeedStaff>()
        .AddSingleton<OperatorDirectory>()
        .AddSingleton<StaffRecovery>()
        .AddSingleton<StaffSessions>();
}
