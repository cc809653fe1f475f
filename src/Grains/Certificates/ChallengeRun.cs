using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Certificates.Acme;
using Portal.Secrets;

namespace Portal.Certificates;

/// <summary>Proves to the CA that a host is ours.</summary>
internal sealed partial class ChallengeRun(
    IAcmeClient client, ISecrets secrets, IOptions<AcmeOptions> options, TimeProvider clock, ILogger<ChallengeRun> logger)
{
    /// <summary>The challenge's name in RFC 8555 and RFC 8737.</summary>
    public static string Name(ChallengeType type) => type == ChallengeType.TlsAlpn01 ? "tls-alpn-01" : "http-01";

    /// <summary>Opens the challenge, says that it is ready, and waits until the CA looked.</summary>
    /// <exception cref="OrderFailedException">The CA looked and did not find it.</exception>
    public async Task Prove(string host, AcmeAccount account, Uri url, IOrderLog log, DateTimeOffset end, CancellationToken cancellation)
    {
        var type = Name(options.Value.Challenge);
        var answered = false;
        for (var turn = 0; ; turn++)
        {
            var authorization = await client.GetAuthorization(account, url, cancellation);
            var challenge = Array.Find(authorization.Challenges, c => c.Type == type);
            if (authorization.Status == AcmeStatus.Valid)
                return;
            if (authorization.Status != AcmeStatus.Pending)
                throw new OrderFailedException(Refused(host, type, authorization));
            if (challenge?.Token is not { } token)
                throw new OrderFailedException(CertificateErrors.NoChallenge(type, authorization.Challenges.Select(c => c.Type)));
            if (clock.GetUtcNow() > end)
                throw new OrderFailedException(CertificateErrors.Unfinished("pending"));

            if (!answered)
            {
                await Open(host, account, token, log);
                await Answer(host, account, challenge, cancellation);
                answered = true;
            }

            await Task.Delay(Pace.Wait(turn, authorization.RetryAfter), clock, cancellation);
        }
    }

    private async Task Open(string host, AcmeAccount account, string token, IOrderLog log)
    {
        if (log.Order.Challenge?.Token == token)
            return;
        var authorization = account.Key.Authorize(token);
        OpenChallenge open;
        if (options.Value.Challenge == ChallengeType.TlsAlpn01)
        {
            var (certificate, key) = AlpnCertificate.Create(host, authorization, clock.GetUtcNow());
            open = new OpenChallenge(token, authorization, certificate, secrets.Seal(SecretPurposes.CertificateKey, key));
        }
        else
        {
            open = new OpenChallenge(token, authorization, null, null);
        }

        await log.Save(o => o with { Challenge = open }, "The certificate authority is checking whether the host points here.");
    }

    private async Task Answer(string host, AcmeAccount account, AcmeChallenge challenge, CancellationToken cancellation)
    {
        LogStep(logger, host, "validating");
        try
        {
            await client.Answer(account, challenge.Url, cancellation);
        }
        catch (AcmeException refusal) when (refusal.Problem.Type == "malformed")
        {
            // It was said before a crash already: what became of it, the authorisation tells.
            LogStep(logger, host, "validation had already begun");
        }
    }

    private OrderFailure Refused(string host, string type, AcmeAuthorization authorization)
    {
        var error = Array.Find(authorization.Challenges, c => c.Error is not null)?.Error;
        return CertificateErrors.Refused(
            host,
            type,
            error is { } said ? AcmeProblem.Parse(said, 0) : AcmeProblem.Parse("{}", 0),
            authorization.RetryAfter,
            clock.GetUtcNow());
    }

    [LoggerMessage(1, LogLevel.Information, "Order for {Host}: {Step}")]
    private static partial void LogStep(ILogger logger, string host, string step);
}
