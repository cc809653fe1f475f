using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using MimeKit;
using Portal.Metrics;

namespace Portal.Mail;

/// <summary>What a run leaves behind.</summary>
/// <param name="More">Something due was left for the next run.</param>
/// <param name="RestUntil">No server could be spoken to: no sooner than this; null: go on.</param>
internal sealed record OutboxRest(bool More, DateTimeOffset? RestUntil = null);

/// <summary>
/// One conversation of an outbox with its mail server: everything that is due, one after the other. One at a time for each box.
/// </summary>
internal sealed partial class OutboxRun(
    MailRows rows,
    MailSenders senders,
    MailComposer composer,
    MailRelays relays,
    MailConnector connector,
    MailEntrance entrance,
    MailTurns turns,
    TimeProvider clock,
    ILogger<OutboxRun> logger)
{
    /// <summary>Then others get their turn.</summary>
    private const int MostInOneGo = 100;
    private const int Batch = 25;

    /// <summary>Longer than handing over may take.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShortestHold = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(10);

    /// <param name="leaving">Ends the run before the next mail; the one that is being handed over is brought to its end.</param>
    public async Task<OutboxRest> Send(string box, CancellationToken leaving)
    {
        await rows.RefuseLate(box, clock.GetUtcNow());
        if ((await rows.Due(box, clock.GetUtcNow(), 1)).Count == 0)
            return new(false);
        if (await senders.For(box) is not { } sender)
        {
            await rows.RefuseAll(box, $"The domain {box} no longer exists.", clock.GetUtcNow());
            return new(false);
        }

        var (relay, from, problem) = await Relay(box, sender);
        if (problem is not null)
            return await Postpone(box, problem);
        if (await entrance.Paused(relay!) is { } pause)
            return await Hold(box, pause);

        using var turn = await turns.Take(relay!.ToString(), leaving);
        var steps = new MailSteps();
        if (await connector.Open(relay, MailAddresses.Domain(from!), steps, leaving) is not { } connection)
            return await Postpone(box, MailProblems.Reason(steps.All[^1]));
        await using (connection)
        {
            // Before anybody signs in: where nothing else waits, the server hears no more than our greeting.
            if (!await RefuseUntakeable(box, connection, relay, from!))
                return new(false);
            switch (await entrance.Enter(connection, relay, anyway: false, leaving))
            {
                case { Pause: { } refused }:
                    return await Hold(box, refused);
                case { SignIn: not SignIn.Passed }:
                    return await Postpone(box, MailProblems.Reason(steps.All[^1]));
            }

            await rows.Reached(box, clock.GetUtcNow());
            return await Send(box, connection, new MailFrame(sender, relay, from!), leaving);
        }
    }

    /// <returns>Whether anything else is due.</returns>
    private async Task<bool> RefuseUntakeable(string box, MailConnection connection, MailRelay relay, MailboxAddress from)
    {
        var replyTo = relay.ReplyTo is null ? null : MailAddresses.Parse(relay.ReplyTo);
        var due = await rows.Due(box, clock.GetUtcNow(), Batch);
        var left = due.Count;
        foreach (var mail in due)
        {
            if (MailAddresses.Parse(mail.Address) is not { } recipient
                || connection.Untakeable(from, recipient, replyTo) is not { } untakeable)
                continue;
            await rows.MarkRefused(mail, MailProblems.OfInternational(untakeable), clock.GetUtcNow());
            left--;
        }

        // Behind those that were refused others may have come to their turn.
        return left > 0 || (await rows.Due(box, clock.GetUtcNow(), 1)).Count > 0;
    }

    private async Task<OutboxRest> Send(string box, MailConnection connection, MailFrame frame, CancellationToken leaving)
    {
        var left = MostInOneGo;
        while (await rows.Due(box, clock.GetUtcNow(), Batch) is { Count: > 0 } due)
        {
            // International ones first: a conversation that has taken another asks for SMTPUTF8 no more.
            foreach (var mail in due.OrderByDescending(IsInternational))
            {
                if (leaving.IsCancellationRequested
                    || left-- == 0
                    || !connection.IsOpen
                    || (IsInternational(mail) && !connection.TakesInternational))
                    return new(true);
                if (await Send(connection, frame, mail) == HandOver.Broken)
                    return new(true, clock.GetUtcNow() + Rest);
            }
        }

        return new(false);
    }

    private static bool IsInternational(QueuedMail mail) =>
        MailAddresses.Parse(mail.Address) is { } recipient && MailAddresses.IsInternational(recipient);

    private async Task<HandOver> Send(MailConnection connection, MailFrame frame, QueuedMail mail)
    {
        if (MailAddresses.Parse(mail.Address) is not { } recipient)
        {
            await rows.MarkRefused(mail, $"{mail.Address} is not an e-mail address.", clock.GetUtcNow());
            return HandOver.Refused;
        }

        if (!await rows.Claim(mail, clock.GetUtcNow() + Lease))
            return HandOver.NotNow;
        MimeMessage message;
        try
        {
            message = composer.Write(mail, frame, recipient);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // One mail that can't be written holds up no other.
            LogUnwritten(logger, mail.Box, mail.Id, problem);
            await Postpone(mail, problem is CryptographicException
                ? "Its link can't be read with this installation's keys."
                : "It could not be written because of an error on our side; the server's log has the details.");
            return HandOver.NotNow;
        }

        using (message)
        {
            // Not cancelled when the silo stops: ten seconds at most, and then we know whether the server has it.
            var fate = await connection.Send(message, frame.From, recipient, CancellationToken.None);
            var (outcome, written) = fate switch
            {
                HandOver.Taken => ("sent", rows.MarkSent(mail, connection.Last.Reply, clock.GetUtcNow())),
                HandOver.Refused => ("refused", rows.MarkRefused(mail, MailProblems.Reason(connection.Last), clock.GetUtcNow())),
                HandOver.NotNow or HandOver.Broken => ("postponed", Postpone(mail, MailProblems.Reason(connection.Last))),
            };
            await written;
            Instruments.Mailed(outcome);
            return fate;
        }
    }

    private Task Postpone(QueuedMail mail, string reason) =>
        rows.Postpone(mail, reason, clock.GetUtcNow() + MailBackOff.Wait(mail.Attempts + 1, Random.Shared.NextDouble()));

    private async Task<(MailRelay? Relay, MailboxAddress? From, string? Problem)> Relay(string box, MailSender sender)
    {
        MailRelay? relay;
        try
        {
            relay = box == IOutboxGrain.Platform ? await relays.ForPlatform() : await relays.For(box, sender.BrandId);
        }
        catch (CryptographicException)
        {
            return (null, null, MailProblems.UnreadablePassword);
        }

        return relay is null
            ? (null, null, box == IOutboxGrain.Platform ? MailProblems.NoPlatformServer : MailProblems.NoServer)
            : MailAddresses.Parse(relay.From) is not { } from
                ? (null, null, MailProblems.NoSender)
                : (relay, from, null);
    }

    private async Task<OutboxRest> Postpone(string box, string reason)
    {
        var now = clock.GetUtcNow();
        // The one that was tried least decides: somebody may wait for it.
        var attempts = (await rows.Due(box, now, 1)) is [var first] ? first.Attempts + 1 : 1;
        await rows.PostponeAll(box, reason, now, now + MailBackOff.Wait(attempts, Random.Shared.NextDouble()));
        return new(false, now + Rest);
    }

    /// <summary>
    /// The password is refused: nobody tries it again for these mails, and they haven't been tried. Asked again soon whether it
    /// was typed anew, which costs the server nothing; less often the longer nobody does.
    /// </summary>
    private async Task<OutboxRest> Hold(string box, MailPause pause)
    {
        var now = clock.GetUtcNow();
        var waited = (now - pause.Since) / 10;
        var wait = waited < ShortestHold ? ShortestHold : waited > LongestHold ? LongestHold : waited;
        await rows.Hold(box, $"{MailProblems.OfPause(pause)} {pause.Reason}", now, now + wait);
        return new(false);
    }

    [LoggerMessage(1, LogLevel.Error, "Mail {Id} of {Box} could not be written; trying again")]
    private static partial void LogUnwritten(ILogger logger, string box, string id, Exception problem);
}
