using Microsoft.Extensions.DependencyInjection;
using Portal.Dns;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Staff;

internal static class StaffRegistration
{
    public static IServiceCollection AddStaff(this IServiceCollection services) => services
        .AddPortalOptions<SetupStaffOptions, SetupStaffValidator>("Portal:Setup")
        .AddSingleton<SeedStaff>()
        .AddWorkAtStart(provider => [provider.GetRequiredService<SeedStaff>().Work])
        .AddSingleton<OperatorDirectory>()
        .AddFollowUp<OperatorState, OperatorFollowUp>()
        .AddSingleton<AuditDesk>()
        .AddSingleton<LeavingNotice>()
        .AddSingleton<DnsLeft>(provider => provider.GetRequiredService<LeavingNotice>().Tell)
        .AddSingleton<StaffRecovery>()
        .AddSingleton<StaffSessions>();
}
