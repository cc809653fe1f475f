using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Certificates.Acme;
using Portal.Secrets;

namespace Portal.Certificates;

/// <summary>
/// Takes an order from wherever it stands to its certificate. What is needed after a crash (URL, key) is stored before the
/// step that needs it; whether an order was finalised is asked of the CA, so it never is twice.
/// </summary>
internal sealed partial class OrderRun(
    IAcmeClient client,
    FleetAccount accounts,
    ChallengeRun challenges,
    ISecrets secrets,
    IOptions<AcmeOptions> options,
    TimeProvider clock,
    ILogger<OrderRun> logger)
{
    private const int MostRestarts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <exception cref="OrderFailedException">It failed; the reason is in it.</exception>
    /// <exception cref="OperationCanceledException">It was dropped.</exception>
    public async Task<ServedCertificate> Run(string host, IOrderLog log, CancellationToken cancellation)
    {
        try
        {
            var account = await accounts.Get(null, cancellation);
            for (var restarts = 0; ; restarts++)
            {
                using var key = account.Key;
                try
                {
                    return await Steps(host, account, log, cancellation);
                }
                catch (AcmeException lost) when (lost.Problem.Type == AcmeErrors.AccountDoesNotExist && restarts < MostRestarts)
                {
                    LogStep(logger, host, "the account is unknown, registering again");
                    account = await accounts.Get(account.Url, cancellation);
                    await log.StartOver(
                        "The certificate authority no longer knew the account. It was registered again and the order starts over.");
                }
                catch (AcmeException lost) when (lost.Problem.Status == 404 && log.Order.Url is not null && restarts < MostRestarts)
                {
                    LogStep(logger, host, "unknown to the certificate authority, starting over");
                    account = await accounts.Get(null, cancellation);
                    await log.StartOver("The certificate authority no longer knew the order. It starts over.");
                }
            }
        }
        catch (AcmeException refusal)
        {
            throw new OrderFailedException(
                CertificateErrors.Refused(
                    host, ChallengeRun.Name(options.Value.Challenge), refusal.Problem, refusal.RetryAfter, clock.GetUtcNow()));
        }
        catch (AcmeUnreachableException silence)
        {
            throw new OrderFailedException(CertificateErrors.Silent(options.Value.Directory!.AbsoluteUri, silence));
        }
    }

    private async Task<ServedCertificate> Steps(string host, AcmeAccount account, IOrderLog log, CancellationToken cancellation)
    {
        var resumed = log.Order.Url is not null;
        var order = resumed ? await client.GetOrder(account, Url(log), cancellation) : await Place(host, account, log, cancellation);
        if (resumed && order.Status == AcmeOrderStatus.Invalid)
        {
            // It failed while nobody was here to answer: that says nothing about now.
            await log.StartOver("The order had failed in the meantime. It starts over.");
            order = await Place(host, account, log, cancellation);
        }

        var end = clock.GetUtcNow() + Patience;
        for (var turn = 0; ; turn++)
        {
            switch (order.Status)
            {
                case AcmeOrderStatus.Pending:
                    foreach (var authorization in order.Authorizations)
                        await challenges.Prove(host, account, authorization, log, end, cancellation);
                    break;
                case AcmeOrderStatus.Ready:
                    order = await FinalizeOrder(host, account, order, log, cancellation);
                    if (order.Status == AcmeOrderStatus.Valid)
                        continue;
                    break;
                case AcmeOrderStatus.Valid:
                    return await Download(host, account, order, log, cancellation);
                case AcmeOrderStatus.Invalid:
                    var problem = order.Error is { } error ? AcmeProblem.Parse(error, 0) : AcmeProblem.Parse("{}", 0);
                    throw new OrderFailedException(
                        CertificateErrors.Refused(
                            host, ChallengeRun.Name(options.Value.Challenge), problem, order.RetryAfter, clock.GetUtcNow()));
                case AcmeOrderStatus.Processing:
                    break;
                default:
                    throw new InvalidOperationException($"No such state of an order: {order.Status}.");
            }

            if (clock.GetUtcNow() > end)
                throw new OrderFailedException(CertificateErrors.Unfinished(order.Status.ToString()));
            if (order.Status == AcmeOrderStatus.Processing)
                await Task.Delay(Pace.Wait(turn, order.RetryAfter), clock, cancellation);
            order = await client.GetOrder(account, Url(log), cancellation);
            if (order.Status == AcmeOrderStatus.Pending)
                await Task.Delay(Pace.Wait(turn, order.RetryAfter), clock, cancellation);
        }
    }

    private async Task<AcmeOrder> Place(string host, AcmeAccount account, IOrderLog log, CancellationToken cancellation)
    {
        LogStep(logger, host, "placing");
        cancellation.ThrowIfCancellationRequested();
        // Whatever is dropped meanwhile: an order that the CA took and that we know nothing of would be placed again.
        var order = await client.NewOrder(account, [host], CancellationToken.None);
        await log.Save(o => o with { Url = order.Url!.AbsoluteUri }, "Order placed.");
        LogStep(logger, host, "placed");
        return order;
    }

    private async Task<AcmeOrder> FinalizeOrder(
        string host, AcmeAccount account, AcmeOrder order, IOrderLog log, CancellationToken cancellation)
    {
        // An order that is ready was not finalised by anybody: with the key stored, sending is safe even after a crash.
        if (log.Order.SealedKey is null)
        {
            var pem = KeyPair.CreatePem();
            await log.Save(
                o => o with { SealedKey = secrets.Seal(SecretPurposes.CertificateKey, pem) },
                "The host is validated; the certificate is requested.");
        }

        LogStep(logger, host, "finalising");
        var request = KeyPair.Request(secrets.Open(SecretPurposes.CertificateKey, log.Order.SealedKey!), host);
        var answer = await client.FinalizeOrder(account, order.Finalize, request, cancellation);
        LogStep(logger, host, "finalised");
        return answer;
    }

    private async Task<ServedCertificate> Download(
        string host, AcmeAccount account, AcmeOrder order, IOrderLog log, CancellationToken cancellation)
    {
        LogStep(logger, host, "downloading");
        if (order.Certificate is null || log.Order.SealedKey is not { } sealedKey)
            throw new OrderFailedException(CertificateErrors.WrongCertificate());
        var pem = await client.Download(account, order.Certificate, cancellation);
        using var leaf = ReadLeaf(pem);
        using var key = KeyReading.Read(secrets.Open(SecretPurposes.CertificateKey, sealedKey));
        if (leaf is null || key is null || !CertificateReading.Matches(leaf, key) || !CertificateReading.Covers(leaf, host))
            throw new OrderFailedException(CertificateErrors.WrongCertificate());
        return CertificateReading.Read(leaf, pem, sealedKey, CertificateSource.Acme);
    }

    private static X509Certificate2? ReadLeaf(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private static Uri Url(IOrderLog log) => new(log.Order.Url!);

    [LoggerMessage(1, LogLevel.Information, "Order for {Host}: {Step}")]
    private static partial void LogStep(ILogger logger, string host, string step);
}
