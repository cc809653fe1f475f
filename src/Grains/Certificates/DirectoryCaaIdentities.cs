using Microsoft.Extensions.Options;
using Portal.Certificates.Acme;
using Portal.Dns;

namespace Portal.Certificates;

/// <summary>Who our CA is, by its own directory where settings don't say.</summary>
internal sealed class DirectoryCaaIdentities(IAcmeClient client, IOptions<AcmeOptions> options, DnsPolicy policy) : ICaaIdentities
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<CaaAuthority?> Get(CancellationToken cancellation)
    {
        if (!policy.Waits)
            return null;
        var challenge = ChallengeRun.Name(options.Value.Challenge);
        if (options.Value.CaaIdentities.Length > 0)
            return new CaaAuthority(options.Value.CaaIdentities, challenge);
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(Patience);
        try
        {
            return new CaaAuthority((await client.Directory(bounded.Token)).Meta?.CaaIdentities ?? [], challenge);
        }
        catch (Exception away) when (away is AcmeException or AcmeUnreachableException
            || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // Unknown for now: CAA warns only.
            return new CaaAuthority([], challenge);
        }
    }
}
