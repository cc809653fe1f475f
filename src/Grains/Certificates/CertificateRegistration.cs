using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Certificates.Acme;
using Portal.Dns;
using Portal.Platform;
using Portal.Saving;

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
        return services
            .AddSingleton<ICaaIdentities, DirectoryCaaIdentities>()
            .AddSingleton<CertificateRows>()
            .AddFollowUp<CertificateDocument, CertificateFollowUp>()
            .AddSingleton(new KeptColumns("domains' certificates", CertificateRows.ShowInAllDomains))
            .AddSingleton<CertificateParts>()
            .AddSingleton<OrderWorkerParts>()
            .AddSingleton<UploadReadings>()
            .AddSingleton<OrderTurns>()
            .AddSingleton<OrderRun>()
            .AddSingleton<ChallengeRun>()
            .AddSingleton<FleetAccount>()
            .AddSingleton<InternalRootFile>()
            .AddWorkAtStart(Works);
    }

    // Control names get their certificates, and orders go on within seconds after a crash.
    private static IEnumerable<AtStart> Works(IServiceProvider provider)
    {
        var grains = provider.GetRequiredService<IGrainFactory>();
        foreach (var host in provider.GetRequiredService<IOptions<PlatformOptions>>().Value.ControlHosts)
            yield return new(
                "certificate of " + host, () => grains.GetGrain<ICertificateGrain>(host).Require(wanted: true, checkDns: false));
        yield return AtStart.Shards("renewals", shard => grains.GetGrain<IRenewalShardGrain>(shard).Start());
    }
}
