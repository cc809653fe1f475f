using Microsoft.Extensions.DependencyInjection;

namespace Portal.Brands;

internal static class BrandRegistration
{
    public static IServiceCollection AddBrands(this IServiceCollection services) => services
        .AddSingleton<BrandEffects>()
        .AddSingleton<IBrandRules, BrandRules>()
        .AddSingleton<IBrandDirectory, BrandDirectory>();
}
