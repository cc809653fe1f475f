using Microsoft.Extensions.DependencyInjection;
using Portal.Files;
using Portal.Saving;

namespace Portal.Brands;

internal static class BrandRegistration
{
    public static IServiceCollection AddBrands(this IServiceCollection services) => services
        .AddFollowUp<BrandState, BrandFollowUp>()
        .AddSingleton<IBrandRules, BrandRules>()
        .AddSingleton<IBrandDirectory, BrandDirectory>()
        .AddSingleton<IFileUses, BrandPictures>()
        .AddSingleton<OwnerExists>(provider => provider.GetRequiredService<IBrandDirectory>().Exists)
        .AddSingleton<BrandDesk>();
}
