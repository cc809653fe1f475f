using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Secrets;

internal static class SecretRegistration
{
    /// <summary>The host adds Data Protection with the fleet's key ring.</summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.TryAddSingleton<ISecrets, ProtectedSecrets>();
        return services.AddSingleton<EmailKeys>();
    }
}
