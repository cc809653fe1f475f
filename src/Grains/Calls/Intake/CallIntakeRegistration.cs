using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Calls;

internal static class CallIntakeRegistration
{
    public static IServiceCollection AddCallIntake(this IServiceCollection services) => services
        .AddPortalOptions<CallIntakeOptions, CallIntakeOptionsValidator>(CallIntakeOptions.Section)
        .AddSingleton<CallCustomers>()
        .AddSingleton<IntakeWatch>()
        .AddSingleton<IntakeReader>()
        .AddSingleton<INightly>(provider => provider.GetRequiredService<IntakeReader>())
        .AddSingleton<IntakeWatchDesk>()
        .AddSingleton<CallIntake>()
        .AddSingleton<CorrectionAudit>()
        .AddSingleton<CorrectionDrafts>()
        .AddSingleton<INightly>(provider => provider.GetRequiredService<CorrectionDrafts>())
        .AddSingleton<CallIntakeDesk>()
        .AddSingleton<CallReportDesk>();
}
