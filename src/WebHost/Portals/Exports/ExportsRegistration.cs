namespace Portal.WebHost.Portals;

internal static class ExportsRegistration
{
    public static IServiceCollection AddExportWork(this IServiceCollection services) => services
        .AddSingleton<ExportReader>()
        .AddSingleton<IExportCheck, ExportCheck>()
        .AddSingleton<ExportLines>()
        .AddSingleton<ExportBook>()
        .AddSingleton<ExportRun>()
        .AddSingleton<ExportMails>()
        .AddSingleton<ScheduledExports>()
        .AddHostedService<ExportWorker>();
}
