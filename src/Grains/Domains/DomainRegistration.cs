using Microsoft.Extensions.DependencyInjection;
using Portal.Brands;
using Portal.Files;
using Portal.Mail;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Domains;

internal static class DomainRegistration
{
    public static IServiceCollection AddDomains(this IServiceCollection services) => services
        .AddFollowUp<DomainState, DomainFollowUp>()
        .AddSingleton(new KeptColumns("customers' brands", CustomerBrands.OfAll))
        .AddSingleton<IUses<BrandState>, DomainUses>()
        .AddSingleton<IFileUses>(provider =>
            new FileUse(provider.GetRequiredService<PortalDatabase>(), "'domain/' || host", "portal_domains", "brand"))
        .AddSingleton<IMailReach, MailReach>()
        .AddSingleton<TakeOver>()
        .AddSingleton<IDomainRules, DomainRules>()
        .AddSingleton<BrandMaker>()
        .AddSingleton<IDomainDirectory, DomainDirectory>()
        .AddSingleton<DomainDesk>()
        .AddSingleton<DomainCertificateDesk>();
}
