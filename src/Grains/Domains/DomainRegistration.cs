using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;

namespace Portal.Domains;

internal static class DomainRegistration
{
    public static IServiceCollection AddDomains(this IServiceCollection services) => services
        .AddSingleton<DomainEffects>()
        .AddSingleton<DomainCustomers>()
        .AddSingleton<TakeOver>()
        .AddSingleton<IDomainRules, DomainRules>()
        .AddSingleton<BrandMaker>()
        .AddWorkAtStart(provider => [new("nightly comparison", () => provider.GetRequiredService<IGrainFactory>().GetGrain<IReconcilerGrain>(0).Start())])
        .AddSingleton<IDomainDirectory, DomainDirectory>();
}
