using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Domains;

internal static class DomainRegistration
{
    public static IServiceCollection AddDomains(this IServiceCollection services) => services
        .AddFollowUp<DomainState, DomainFollowUp>()
        .AddSingleton<DomainCustomers>()
        .AddSingleton<TakeOver>()
        .AddSingleton<IDomainRules, DomainRules>()
        .AddSingleton<BrandMaker>()
        .AddWorkAtStart(provider => [new("nightly comparison", () => provider.GetRequiredService<IGrainFactory>().GetGrain<IReconcilerGrain>(0).Start())])
        .AddSingleton<IDomainDirectory, DomainDirectory>();
}
