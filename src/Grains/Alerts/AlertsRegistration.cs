using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Alerts;

internal static class AlertsRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services
        .AddSingleton<AlertRows>()
        .AddSingleton<AlertSums>()
        .AddSingleton<AlertLive>()
        .AddSingleton<AlertMeter>()
        .AddSingleton<AlertMails>()
        .AddSingleton<AlertRound>()
        .AddSingleton<AlertSettling>()
        .AddSingleton<IAlertBoard, AlertBoard>()
        .AddSingleton<AlertDesk>()
        .AddSingleton<OwnAlerts>()
        .AddSingleton<INightly, AlertCleaning>()
        .AddWorkAtStart(provider =>
            [new AtStart("alerts", provider.GetRequiredService<IGrainFactory>().GetGrain<IAlertsGrain>(0).Start)]);
}
