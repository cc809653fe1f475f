using Portal.Domains;

namespace Portal.Mail;

/// <summary>Whether mail can leave at all, for whoever is about to promise one.</summary>
internal interface IMailReach
{
    /// <summary>
    /// Whether a mail server is set for a domain: its own, its brand's or the platform's. What that server then does is another
    /// matter.
    /// </summary>
    /// <param name="host">The domain; <see cref="IOutboxGrain.Platform"/>: mail to staff.</param>
    Task<bool> Leaves(string host, CancellationToken cancellation);
}

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
