using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;

namespace Portal.Calls;

internal static class CallIntakeRegistration
{
    public static IServiceCollection AddCallIntake(this IServiceCollection services) => services
        .AddPortalOptions<CallIntakeOptions, CallIntakeOptionsValidator>(CallIntakeOptions.Section)
        .AddSingleton<CallCustomers>()
        .AddSingleton<CallIntake>()
        .AddSingleton<CallIntakeDesk>()
        .AddSingleton<CallReportDesk>();
}
