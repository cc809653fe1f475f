using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;

namespace Portal.ApiKeys;

internal static class ApiKeyRegistration
{
    public static IServiceCollection AddApiKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPortalOptions<SetupKeyOptions, SetupKeyValidator>("Portal:Setup");
        return services
            .AddSingleton<SeedKey>()
            .AddWorkAtStart(provider => [provider.GetRequiredService<SeedKey>().Work])
            .AddSingleton<IApiKeyDirectory, ApiKeyDirectory>()
            .AddSingleton<ApiKeyDesk>();
    }
}
