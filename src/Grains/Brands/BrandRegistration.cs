using Microsoft.Extensions.DependencyInjection;
using Portal.Files;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Brands;

internal static class BrandRegistration
{
    public static IServiceCollection AddBrands(this IServiceCollection services) => services
        .AddFollowUp<BrandState, BrandFollowUp>()
        .AddSingleton<IBrandRules, BrandRules>()
        .AddSingleton<IBrandDirectory, BrandDirectory>()
        .AddSingleton<IFileUses>(provider =>
            new FileUse(provider.GetRequiredService<PortalDatabase>(), "'brand/' || id", "portal_brands", "id"))
        .AddSingleton<OwnerExists>(provider => provider.GetRequiredService<IBrandDirectory>().Exists)
        .AddSingleton<BrandDesk>();
}
