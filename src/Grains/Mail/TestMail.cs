using System.Security.Cryptography;
using MimeKit;
using MimeKit.Utils;
using Portal.Brands;
using Portal.Domains;
using Portal.Load;
using Portal.Saving;

namespace Portal.Mail;

internal sealed class TestMail(IGrainFactory grains, MailRelays relays, MailConnector connector, MailEntrance entrance, TimeProvider clock)
    : ITestMail, IDisposable
{
    // Each may take a minute of a server that dawdles.
    private readonly BoundedWork conversations = new(atOnce: 8, waiting: 8, share: 3);

    public Task<TestMailOutcome?> Send(string host, string to, CancellationToken cancellation) =>
        conversations.Run(() => Talk(host, to, cancellation), cancellation);

    public void Dispose() => conversations.Dispose();

    private async Task<TestMailOutcome?> Talk(string host, string to, CancellationToken cancellation)
    {
        if (await grains.GetGrain<IDomainGrain>(host).Get() is not { } domain)
            return null;
        return await Send(
            host,
            to,
            () => relays.For(host, domain.Settings.Brand),
            MailProblems.NoServer,
            async () =>
            {
                var brand = domain.Settings.Brand is { } id ? await grains.GetGrain<IBrandGrain>(id).Get() : null;
                return $"{domain.Settings.BrandName ?? brand?.Settings.Name ?? host} for {host}";
            },
            cancellation);
    }

    public Task<TestMailOutcome> SendForPlatform(string to, CancellationToken cancellation) => Send(
        IOutboxGrain.Platform,
        to,
        relays.ForPlatform,
        MailProblems.NoPlatformServer,
        () => Task.FromResult("the control panel"),
        cancellation);

    private async Task<TestMailOutcome> Send(
        string box, string to, Func<Task<MailRelay?>> find, string none, Func<Task<string>> whose, CancellationToken cancellation)
    {
        if (MailAddresses.Parse(to) is not { } recipient)
            return Refused("to", "This is not an e-mail address. Enter one such as name@example.com.");
        MailRelay? relay;
        try
        {
            relay = await find();
        }
        catch (CryptographicException)
        {
            return Refused("smtp.password", MailProblems.UnreadablePassword);
        }

        if (relay is null)
            return Refused("smtp", $"{none} Fill in the server and from-address first.");
        if (MailAddresses.Parse(relay.From) is not { } sender)
            return Refused("smtp.from", MailProblems.NoSender);
        var outcome = await Send(relay, Write(await whose(), relay, sender, recipient), sender, recipient, cancellation);
        if (outcome.Sent)
            await grains.GetGrain<IOutboxGrain>(box).Reached();
        return outcome;
    }

    /// <summary>The mail and its conversation, apart from where settings come from.</summary>
    internal async Task<TestMailOutcome> Send(
        MailRelay relay, MimeMessage message, MailboxAddress sender, MailboxAddress recipient, CancellationToken cancellation)
    {
        var steps = new MailSteps();
        var sent = false;
        if (await connector.Open(relay, MailAddresses.Domain(sender), steps, cancellation) is { } connection)
        {
            await using (connection)
            {
                // What this server can't take whoever signs in is told before somebody signs in.
                var known = connection.Untakeable([sender, recipient, .. message.ReplyTo.Mailboxes]) is not null;
                if (known || (await entrance.Enter(connection, relay, anyway: true, cancellation)).SignIn == SignIn.Passed)
                    sent = await connection.Send(message, sender, recipient, cancellation) == HandOver.Taken;
            }
        }

        var summary = sent
            ? $"{relay.Server} accepted the e-mail for {recipient.Address}. "
                + $"If it doesn't arrive, check the spam folder, then SPF and DKIM of {sender.Domain}."
            : steps.All[^1].Text;
        return new(sent, summary, relay.ToString(), relay.Source, steps.All, []);
    }

    /// <param name="whose">As in "test e-mail from Acme Telecom for portal.acme.example".</param>
    internal MimeMessage Write(string whose, MailRelay relay, MailboxAddress sender, MailboxAddress recipient)
    {
        var message = new MimeMessage
        {
            Date = clock.GetUtcNow(),
            MessageId = MimeUtils.GenerateMessageId(MailAddresses.Domain(sender)),
            Subject = $"Test e-mail from {OneLine(whose)}",
            Body = new TextPart("plain")
            {
                Text = $"This is a test e-mail from {OneLine(whose)}.\r\n\r\n"
                    + "If you can read it, mail is going out.\r\nThere is no need to reply.\r\n",
            },
        };
        message.From.Add(sender);
        // The address alone: a display name that somebody typed has no business in a test.
        message.To.Add(new MailboxAddress("", recipient.Address));
        if (relay.ReplyTo is not null && MailAddresses.Parse(relay.ReplyTo) is { } replyTo)
            message.ReplyTo.Add(replyTo);
        // RFC 3834, 5: nobody's absence notice answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static TestMailOutcome Refused(string field, string reason) =>
        new(false, reason, null, null, [], [new FieldError(field, reason)]);

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
