using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Portal.ApiKeys;

internal static class ApiKeyRegistration
{
    public static IServiceCollection AddApiKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SetupKeyOptions>().Bind(configuration.GetSection("Portal:Setup")).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<SetupKeyOptions>, SetupKeyValidator>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SeedKey>()
            .AddSingleton<IApiKeyDirectory, ApiKeyDirectory>();
    }
}
