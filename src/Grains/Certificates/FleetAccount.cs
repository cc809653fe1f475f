using Microsoft.Extensions.Options;
using Portal.Certificates.Acme;
using Portal.Secrets;

namespace Portal.Certificates;

/// <summary>The fleet's account as an order uses it.</summary>
internal sealed class FleetAccount(IGrainFactory grains, ISecrets secrets, IOptions<AcmeOptions> options)
{
    /// <param name="lost">An account that the CA no longer knows.</param>
    /// <returns>Dispose its key.</returns>
    public async Task<AcmeAccount> Get(Uri? lost, CancellationToken cancellation)
    {
        var answer = await grains.GetGrain<IAcmeAccountGrain>(options.Value.Directory!.AbsoluteUri).Get(lost?.AbsoluteUri)
            .WaitAsync(cancellation);
        if (answer.Unreachable is { } reason)
            throw new AcmeUnreachableException(reason, isSlow: answer.Slow);
        if (answer.Problem is { } problem)
            throw new AcmeException(AcmeProblem.Parse(problem, answer.Status), answer.RetryAfter);
        return new AcmeAccount(AcmeKey.FromPem(secrets.Open(SecretPurposes.AcmeAccountKey, answer.SealedKey!)), new Uri(answer.Url!));
    }
}
