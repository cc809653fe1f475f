using Microsoft.Extensions.DependencyInjection;
using Portal.Saving;

namespace Portal.Exports;

internal static class ExportRegistration
{
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddSingleton<ExportLimits>()
        .AddSingleton<IExports, ExportRows>()
        .AddSingleton<IExportSchedules, ExportScheduleRows>()
        .AddSingleton<ExportBlobs>()
        .AddSingleton<ExportCleaning>()
        .AddSingleton<INightly>(provider => provider.GetRequiredService<ExportCleaning>());
}
