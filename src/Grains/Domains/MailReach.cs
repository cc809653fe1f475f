using Portal.Mail;

namespace Portal.Domains;

internal sealed class MailReach(MailRelays relays, IDomainDirectory domains) : IMailReach
{
    public async Task<bool> Leaves(string host, CancellationToken cancellation)
    {
        var offer = host == IOutboxGrain.Platform
            ? await relays.Find(null, null)
            : await relays.Find(host, await domains.BrandOf(host, cancellation));
        return offer is not null;
    }
}
