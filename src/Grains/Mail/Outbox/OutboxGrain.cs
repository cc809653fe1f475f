using Microsoft.Extensions.Logging;
using Portal.Audit;
using Portal.Domains;
using Portal.Platform;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.Mail;

/// <summary>
/// Conversations take seconds, so they run beside the grain's calls; what is due and what became of it is in the rows alone, so
/// the process may end at any moment.
/// </summary>
[GrainType("outbox")]
internal sealed partial class OutboxGrain(
    MailRows rows, IMailLog log, OutboxRun run, ISecrets secrets, TimeProvider clock, ILogger<OutboxGrain> logger)
    : Grain, IOutboxGrain, IDisposable
{
    /// <summary>Waits beyond this are left to the shard's scan, so that idle boxes leave memory.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ShortestTimer = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AtWork = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource leaving = new();
    private Task running = Task.CompletedTask;
    private bool again;

    /// <summary>Somebody asked while a run was under way: no rest after it.</summary>
    private bool restless;
    private DateTimeOffset restUntil;
    private IGrainTimer? timer;

    private string Box => this.GetPrimaryKeyString();

    private bool IsDue => again && !leaving.IsCancellationRequested && restUntil <= clock.GetUtcNow();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await leaving.CancelAsync();
        try
        {
            // The mail that is being handed over: its row has to say what came of it.
            await running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            LogLeft(logger, Box);
        }
    }

    public void Dispose() => leaving.Dispose();

    public async Task Enqueue(MailDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        // The brand of this moment: a host that another brand takes over later doesn't show it this one's mail.
        var brand = Box == IOutboxGrain.Platform ? null : (await GrainFactory.GetGrain<IDomainGrain>(Box).Get())?.Settings.Brand;
        var link = draft.Link is null ? null : secrets.Seal(SecretPurposes.MailLink, draft.Link);
        if (await rows.Add(Box, brand, draft, link, clock.GetRowTime()))
            await Go(now: AwaitedMail.Is(draft.Kind));
    }

    public async Task<bool> Resend(string id, Change change)
    {
        if (await log.Find(Box, id, CancellationToken.None) is not { } row)
            return false;
        var audit = new AuditEntry(
            change.OperationId,
            clock.GetRowTime(),
            change.Actor,
            "mail.resend",
            $"mail/{Box}/{id}",
            row.Brand,
            null,
            Storage.PortalJson.Write(new { row.To, row.Kind }));
        if (await rows.Requeue(Box, id, audit, clock.GetUtcNow()) is not { } queued)
            return true;
        if (queued)
            await Go(now: true);
        return queued;
    }

    public async Task Reached()
    {
        await rows.Reached(Box, clock.GetUtcNow());
        await Go(now: true);
    }

    public Task Wake() => Go(now: false);

    /// <param name="now">Somebody asked for it or waits for it: also when the server was silent a moment ago.</param>
    private async Task Go(bool now)
    {
        if (now)
            restUntil = default;
        again = true;
        if (!running.IsCompleted)
        {
            restless |= now;
            return;
        }

        if (restUntil > clock.GetUtcNow())
            await Arm();
        else
            running = Run();
    }

    private async Task Run()
    {
        // The caller has its answer before the first conversation.
        await Task.Yield();
        try
        {
            do
            {
                await SendDue();
                await Arm();
            }
            while (IsDue);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // The rows still say what is due: the shard's scan comes by.
            LogFailed(logger, Box, problem);
        }
    }

    private async Task SendDue()
    {
        try
        {
            while (IsDue)
            {
                again = false;
                DelayDeactivation(AtWork);
                var rest = await run.Send(Box, leaving.Token);
                again |= rest.More;
                restUntil = restless ? default : rest.RestUntil ?? default;
                restless = false;
            }
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // Nothing was being handed over: its row is as it was.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            restUntil = clock.GetUtcNow() + TryAgain;
            LogFailed(logger, Box, problem);
        }
    }

    private async Task Arm()
    {
        var due = await rows.NextDue(Box);
        timer?.Dispose();
        timer = null;
        if (due is not { } next || leaving.IsCancellationRequested)
        {
            // Nothing waits: no need to stay in memory longer than others.
            DelayDeactivation(TimeSpan.Zero);
            return;
        }

        var wait = (next > restUntil ? next : restUntil) - clock.GetUtcNow();
        if (wait > LongestTimer)
            return;
        timer = this.RegisterGrainTimer(
            _ => Wake(),
            new GrainTimerCreationOptions(wait > ShortestTimer ? wait : ShortestTimer, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    [LoggerMessage(1, LogLevel.Warning, "Mail of {Box} could not be sent because of an error on our side; trying again")]
    private static partial void LogFailed(ILogger logger, string box, Exception problem);

    [LoggerMessage(2, LogLevel.Warning, "The outbox of {Box} ends during a conversation with a mail server; the mail is tried again")]
    private static partial void LogLeft(ILogger logger, string box);
}
