using Microsoft.Extensions.DependencyInjection;
using Portal.Saving;

namespace Portal.Brands;

internal static class BrandRegistration
{
    public static IServiceCollection AddBrands(this IServiceCollection services) => services
        .AddFollowUp<BrandState, BrandFollowUp>()
        .AddSingleton<IBrandRules, BrandRules>()
        .AddSingleton<IBrandDirectory, BrandDirectory>()
        .AddSingleton<BrandDesk>();
}
