using Microsoft.Extensions.DependencyInjection;

namespace Portal.Credentials;

internal static class CredentialRegistration
{
    public static IServiceCollection AddCredentials(this IServiceCollection services) => services.AddSingleton<PasswordHashes>();
}
