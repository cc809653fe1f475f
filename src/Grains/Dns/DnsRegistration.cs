using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Portal.Dns;

internal static class DnsRegistration
{
    public static IServiceCollection AddDns(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DnsOptions>().Bind(configuration.GetSection(DnsOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DnsOptions>, DnsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICaaIdentities, ConfiguredCaaIdentities>();
        return services
            .AddSingleton(DnsPolicy.From(configuration))
            .AddSingleton<IDnsResolver, DnsResolver>()
            .AddSingleton<DnsLook>()
            .AddSingleton<IDnsCheck, DnsCheck>()
            .AddSingleton<DnsTurns>()
            .AddSingleton<DnsRows>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DnsShardStart>();
    }
}
