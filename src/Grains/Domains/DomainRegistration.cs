using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domains;

internal static class DomainRegistration
{
    public static IServiceCollection AddDomains(this IServiceCollection services) => services
        .AddSingleton<DomainEffects>()
        .AddSingleton<DomainCustomers>()
        .AddSingleton<TakeOver>()
        .AddSingleton<IDomainRules, DomainRules>()
        .AddSingleton<BrandMaker>()
        .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ReconcilerStart>()
        .AddSingleton<IDomainDirectory, DomainDirectory>();
}
