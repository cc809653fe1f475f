using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Certificates;
using Portal.Platform;

namespace Portal.Dns;

/// <summary>Tells whoever waits for it that a host's DNS is right: its certificate. May be told twice.</summary>
internal delegate Task DnsPassed(string host);

/// <summary>Tells whoever can do something about it that a live domain's record left.</summary>
/// <param name="seen">What the last look saw.</param>
/// <param name="told">What this answered last; null: nothing was told since it left.</param>
/// <returns>What is told now.</returns>
internal delegate Task<string?> DnsLeft(string host, DnsView seen, string? told);

internal static class DnsRegistration
{
    public static IServiceCollection AddDns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPortalOptions<DnsOptions, DnsOptionsValidator>(DnsOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(DnsPolicy.From(configuration))
            .AddSingleton<IDnsResolver, DnsResolver>()
            .AddSingleton<DnsQuery>()
            .AddSingleton(
                provider => new ChallengeProbe(provider.GetRequiredService<IDnsResolver>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IDnsCheck, DnsCheck>()
            .AddSingleton<DnsTurns>()
            .AddSingleton<DnsRows>()
            .AddSingleton<DnsPassed>(
                provider => host => provider.GetRequiredService<IGrainFactory>().GetGrain<ICertificateGrain>(host).DnsPassed())
            .AddWorkAtStart(Works);
    }

    private static IEnumerable<AtStart> Works(IServiceProvider provider)
    {
        var grains = provider.GetRequiredService<IGrainFactory>();
        if (provider.GetRequiredService<DnsPolicy>().Waits)
            yield return AtStart.Shards("the DNS watch", shard => grains.GetGrain<IDnsShardGrain>(shard).Start());
    }
}
