using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Certificates.Acme;
using Portal.Dns;
using Portal.Platform;

namespace Portal.Certificates;

internal static class CertificateRegistration
{
    public static IServiceCollection AddCertificates(this IServiceCollection services)
    {
        services.AddPortalOptions<CertificateOptions, CertificateOptionsValidator>(CertificateOptions.Section);
        services.AddPortalOptions<AcmeOptions, AcmeOptionsValidator>(AcmeOptions.Section);
        services.TryAddSingleton<IAcmeClient>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AcmeOptions>>().Value;
            return new AcmeClient(AcmeHttp.Create(options), options, provider.GetRequiredService<TimeProvider>());
        });
        // The CA's own directory knows better than settings alone.
        services.Replace(ServiceDescriptor.Singleton<ICaaIdentities, DirectoryCaaIdentities>());
        return services
            .AddSingleton<CertificateRows>()
            .AddSingleton<LedgerParts>()
            .AddSingleton<OrderWorkerParts>()
            .AddSingleton<OrderTurns>()
            .AddSingleton<OrderRun>()
            .AddSingleton<ChallengeRun>()
            .AddSingleton<FleetAccount>()
            .AddSingleton<InternalRootFile>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CertificateStart>();
    }
}
