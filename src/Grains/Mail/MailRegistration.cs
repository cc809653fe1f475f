using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Outbound;
using Portal.Platform;

namespace Portal.Mail;

internal static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPortalOptions<MailOptions, MailOptionsValidator>(MailOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IOutboundHosts>(_ => new OutboundHosts());
        return services
            .AddSingleton<MailTrust>()
            .AddSingleton<MailRelays>()
            .AddSingleton<MailConnector>()
            .AddSingleton<IMailPauses, MailPauses>()
            .AddSingleton<MailEntrance>()
            .AddSingleton<IMailHealth, MailHealthReader>()
            .AddSingleton<ITestMail, TestMail>()
            .AddSingleton<MailDesk>()
            .AddSingleton<MailRows>()
            .AddSingleton<MailTurns>()
            .AddSingleton<MailSenders>()
            .AddSingleton<MailComposer>()
            .AddSingleton<OutboxRun>()
            .AddSingleton<IMailLog, MailLog>()
            .AddWorkAtStart(Works);
    }

    private static IEnumerable<AtStart> Works(IServiceProvider provider)
    {
        var grains = provider.GetRequiredService<IGrainFactory>();
        yield return AtStart.Shards("the outboxes", shard => grains.GetGrain<IOutboxShardGrain>(shard).Start());
    }
}
