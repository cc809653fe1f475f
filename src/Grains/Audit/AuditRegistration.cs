using Microsoft.Extensions.DependencyInjection;

namespace Portal.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditTrail>()
        .AddSingleton<IAuditReader, AuditReader>();
}
