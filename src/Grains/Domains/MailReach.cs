using Portal.Mail;

namespace Portal.Domains;

internal sealed class MailReach(MailRoutes routes, IDomainDirectory domains) : IMailReach
{
    public async Task<bool> Leaves(string host, CancellationToken cancellation)
    {
        var offer = host == IOutboxGrain.Platform
            ? await routes.Look(null, null)
            : await routes.Look(host, await domains.BrandOf(host, cancellation));
        return offer is not null;
    }
}
