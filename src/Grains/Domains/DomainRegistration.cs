using Microsoft.Extensions.DependencyInjection;
using Portal.Saving;

namespace Portal.Domains;

internal static class DomainRegistration
{
    public static IServiceCollection AddDomains(this IServiceCollection services) => services
        .AddFollowUp<DomainState, DomainFollowUp>()
        .AddSingleton(new KeptColumns("customers' brands", CustomerBrands.OfAll))
        .AddSingleton<DomainCustomers>()
        .AddSingleton<TakeOver>()
        .AddSingleton<IDomainRules, DomainRules>()
        .AddSingleton<BrandMaker>()
        .AddSingleton<IDomainDirectory, DomainDirectory>()
        .AddSingleton<DomainDesk>()
        .AddSingleton<DomainCertificateDesk>();
}
