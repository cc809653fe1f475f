using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Certificates;
using Portal.Platform;

namespace Portal.Dns;

/// <summary>Tells whoever waits for it that a host's DNS is right: its certificate. May be told twice.</summary>
internal delegate Task DnsPassed(string host);

internal static class DnsRegistration
{
    public static IServiceCollection AddDns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPortalOptions<DnsOptions, DnsOptionsValidator>(DnsOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICaaIdentities, ConfiguredCaaIdentities>();
        return services
            .AddSingleton(DnsPolicy.From(configuration))
            .AddSingleton<IDnsResolver, DnsResolver>()
            .AddSingleton<DnsLook>()
            .AddSingleton(provider => new ChallengeProbe(provider.GetRequiredService<IDnsResolver>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IDnsCheck, DnsCheck>()
            .AddSingleton<DnsTurns>()
            .AddSingleton<DnsRows>()
            .AddSingleton<LeavingNotice>()
            .AddSingleton<DnsPassed>(provider => host => provider.GetRequiredService<IGrainFactory>().GetGrain<ICertificateGrain>(host).DnsPassed())
            .AddWorkAtStart(Works);
    }

    private static IEnumerable<AtStart> Works(IServiceProvider provider)
    {
        var grains = provider.GetRequiredService<IGrainFactory>();
        if (provider.GetRequiredService<DnsPolicy>().Waits)
            yield return AtStart.Shards("the DNS watch", shard => grains.GetGrain<IDnsShardGrain>(shard).Start());
    }
}
