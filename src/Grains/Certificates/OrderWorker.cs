using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using Portal.Certificates.Acme;
using Portal.Dns;
using Portal.Metrics;

namespace Portal.Certificates;

/// <summary>What workers share.</summary>
internal sealed record OrderWorkerParts(
    OrderRun Run,
    OrderTurns Turns,
    IGrainFactory Grains,
    CertificateRows Rows,
    IOptions<CertificateOptions> Options,
    IOptions<AcmeOptions> Acme,
    TimeProvider Clock,
    ILogger<OrderWorker> Logger);

/// <summary>
/// Runs one host's order beside the grain's calls, which never wait for it: at most one at a time. All of it happens on
/// the grain's own scheduler.
/// </summary>
/// <param name="ended">Called when an order ended: whether another activation writes too, and whether somebody asked to start
/// meanwhile.</param>
internal sealed partial class OrderWorker(
    string host, CertificateChanges changes, OrderWorkerParts parts, Action<bool, bool> ended) : IDisposable
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(30);

    private CancellationTokenSource? running;
    private bool again;

    public bool IsRunning => running is not null;

    /// <summary>After a fault of ours, not before.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    public void Start()
    {
        // What was decided before this call may be wrong by now (DNS turned right meanwhile): it is looked at once more.
        again = running is not null;
        if (again || parts.Clock.GetUtcNow() < NotBefore)
            return;
        running = new CancellationTokenSource();
        _ = Work(running);
    }

    public void Cancel() => running?.Cancel();

    /// <summary>The order itself lets go of what it holds.</summary>
    public void Dispose() => Cancel();

    private async Task Work(CancellationTokenSource mine)
    {
        var duplicate = false;
        try
        {
            using var turn = await parts.Turns.Take(mine.Token);
            try
            {
                await Order(mine.Token);
            }
            catch (OrderFailedException failed)
            {
                await Fail(failed.Failure);
            }
        }
        catch (OperationCanceledException)
        {
            LogDropped(parts.Logger, host);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The order is stored as far as it came.
            NotBefore = parts.Clock.GetUtcNow() + TryAgain;
            duplicate = problem is InconsistentStateException;
            LogFault(parts.Logger, host, problem);
        }
        finally
        {
            running = null;
            mine.Dispose();
            ended(duplicate, again);
        }
    }

    private async Task Order(CancellationToken cancellation)
    {
        if (!await Open())
            return;
        var order = new OrderLog(changes, parts.Clock);
        LogStep(parts.Logger, host, order.Order.Url is null ? "beginning" : "resuming");
        var served = await parts.Run.Run(host, order, cancellation);
        var id = order.Order.Id;
        var now = parts.Clock.GetUtcNow();
        await changes.Change(document => document.Order?.Id == id
            ? (document with { Issued = SameSetRule.Add(document, now) })
                .Serve(served, now, $"{SameSetRule.IssuedText}{served.Issuer}. Valid until {CertificateTimes.Moment(served.NotAfter)}.")
            : null);
        LogIssued(parts.Logger, host, served.Serial, served.NotAfter);
        Instruments.Ordered("issued");
    }

    /// <returns>False: there is nothing to order now.</returns>
    private async Task<bool> Open()
    {
        var now = parts.Clock.GetUtcNow();
        if (changes.Now.Order is { } there)
        {
            return await changes.Change(d => d.Wanted && d.Order?.Id == there.Id
                ? d with { Order = d.Order with { Paused = false }, NextAttempt = null }
                : null);
        }

        if (changes.Now.CheckDns)
        {
            var seen = await parts.Grains.GetGrain<IDnsGrain>(host).Get();
            if (!seen.Ok)
            {
                // Once there was one, the host is somebody's live site: it is told, and tried again by the clock too.
                if (changes.Now.Served is not null)
                    throw new OrderFailedException(CertificateErrors.DnsLeft(seen));
                await changes.Change(d => d.Failure is null && d.NextAttempt is null
                    ? null
                    : d with { Failure = null, FailedByDns = false, Attempts = 0, NextAttempt = null });
                return false;
            }
        }

        if (SameSetRule.FreeAt(changes.Now, parts.Acme.Value.Limits, now) is { } free)
            throw new OrderFailedException(CertificateErrors.SameSetLimit(host, parts.Acme.Value.Limits, free, now));
        await parts.Rows.MarkDue(host, now);
        return await changes.Change(d => d.Wanted && d.Order is null ? d with { Order = OrderLog.Open(now), NextAttempt = null } : null);
    }

    private async Task Fail(OrderFailure failure)
    {
        var now = parts.Clock.GetUtcNow();
        await changes.Change(document =>
        {
            if (!document.Wanted)
                return null;
            var wait = RetryTable.Wait(
                document.Attempts + 1,
                parts.Options.Value.FirstRetry,
                document.Served?.NotAfter - now,
                failure.RetryAfter,
                Random.Shared.NextDouble());
            return (document with
            {
                Attempts = document.Attempts + 1,
                Failure = new CertificateFailure(failure.Reason, failure.Problem, now, failure.Kind, Authority(failure)),
                FailedByDns = failure.ByDns,
                NextAttempt = now + wait,
                Order = failure.Keep && document.Order is { } order ? order with { Paused = true } : null,
            }).Tell(now, $"{failure.Reason} Next attempt: {CertificateTimes.Moment(now + wait)}.");
        });
        LogFailed(parts.Logger, host, failure.Reason, changes.Now.NextAttempt);
        Instruments.Ordered(failure.ByDns ? "dns" : failure.Kind.ToString().ToLowerInvariant());
    }

    private string? Authority(OrderFailure failure) =>
        failure.Authority ?? (failure.Kind == CertificateFailureKind.Other ? null : parts.Acme.Value.Directory?.AbsoluteUri);

    [LoggerMessage(1, LogLevel.Information, "Order for {Host}: {Step}")]
    private static partial void LogStep(ILogger logger, string host, string step);

    [LoggerMessage(2, LogLevel.Information, "Order for {Host}: issued, serial {Serial}, valid until {NotAfter}")]
    private static partial void LogIssued(ILogger logger, string host, string serial, DateTimeOffset notAfter);

    [LoggerMessage(3, LogLevel.Warning, "Order for {Host}: failed. {Reason} Next attempt: {NextAttempt}")]
    private static partial void LogFailed(ILogger logger, string host, string reason, DateTimeOffset? nextAttempt);

    [LoggerMessage(4, LogLevel.Information, "Order for {Host}: dropped")]
    private static partial void LogDropped(ILogger logger, string host);

    [LoggerMessage(5, LogLevel.Warning, "Order for {Host}: stopped by an error; it continues in half a minute")]
    private static partial void LogFault(ILogger logger, string host, Exception problem);
}
