using MailKit.Net.Smtp;
using MimeKit;

namespace Portal.Mail;

/// <summary>How handing over a mail ended.</summary>
internal enum HandOver
{
    /// <summary>The server took it.</summary>
    Taken,

    /// <summary>The server refuses it for good (a 5xx reply, RFC 5321, 4.2.1), or can't take such an address.</summary>
    Refused,

    /// <summary>The server doesn't want it now; the conversation goes on.</summary>
    NotNow,

    /// <summary>The conversation broke; nobody knows whether the server took it.</summary>
    Broken,
}

/// <summary>How signing in ended.</summary>
internal enum SignIn
{
    Passed,

    /// <summary>The server refuses user name and password for good (a 5xx reply): trying again only counts towards a ban.</summary>
    Refused,

    /// <summary>Anything else: no answer, not now, no way that we speak.</summary>
    Failed,
}

/// <summary>An open conversation with a mail server: hands over one mail after the other. For one caller at a time.</summary>
internal sealed class MailConnection(SmtpClient client, MailRelay relay, MailSteps steps, TimeProvider clock) : IAsyncDisposable
{
    // SMTPUTF8 is nothing without 8BITMIME (RFC 6531, 3.1).
    private readonly bool offersUtf8 = client.Capabilities.HasFlag(SmtpCapabilities.UTF8 | SmtpCapabilities.EightBitMime);
    private bool signedIn = string.IsNullOrEmpty(relay.UserName);

    /// <summary>Whether it can take another mail.</summary>
    public bool IsOpen => client.IsConnected;

    /// <summary>Whether somebody has to sign in before the first mail.</summary>
    public bool NeedsSignIn => !signedIn;

    /// <summary>How the last step went.</summary>
    public MailStep Last => steps.All[^1];

    /// <summary>The first of the addresses that this server can't take; null: it can take them all. Asks it nothing.</summary>
    public string? Untakeable(params IEnumerable<MailboxAddress?> addresses) => offersUtf8
        ? null
        : addresses.FirstOrDefault(one => one is not null && MailAddresses.IsInternational(one))?.Address;

    /// <summary>
    /// Whether a mail whose local parts need SMTPUTF8 can still go by this conversation: until one that doesn't has gone.
    /// </summary>
    public bool TakesInternational => client.Capabilities.HasFlag(SmtpCapabilities.UTF8);

    /// <summary>Signs in by one mechanism. How it went is the last of the steps.</summary>
    public async Task<SignIn> SignIn(CancellationToken cancellation)
    {
        if (signedIn)
            return Mail.SignIn.Passed;
        using var limit = new CancellationTokenSource(MailConnector.StepLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await MailMechanisms.SignIn(client, relay.UserName!, relay.Password ?? "", () => steps.Reply, both.Token);
            signedIn = true;
            var how = client.IsSecure ? "." : ", over an unencrypted connection.";
            steps.Passed(MailStepKind.SignIn, $"Signed in as {relay.UserName}{how}");
            return Mail.SignIn.Passed;
        }
        catch (Exception problem) when (MailProblems.IsExpected(problem) && !cancellation.IsCancellationRequested)
        {
            var reply = steps.Reply;
            steps.Failed(MailStepKind.SignIn, MailProblems.OfSigningIn(problem, client.IsSecure), reply);
            return problem is MailKit.Security.AuthenticationException && reply is ['5', ..] ? Mail.SignIn.Refused : Mail.SignIn.Failed;
        }
    }

    /// <summary>Hands over one mail to one recipient. How it went is the last of the steps.</summary>
    public async Task<HandOver> Send(MimeMessage message, MailboxAddress sender, MailboxAddress recipient, CancellationToken cancellation)
    {
        var replyTo = message.ReplyTo.Mailboxes.FirstOrDefault();
        if (Untakeable(sender, recipient, replyTo) is { } untakeable)
        {
            steps.Failed(MailStepKind.Send, MailProblems.OfInternational(untakeable));
            return HandOver.Refused;
        }

        using var limit = new CancellationTokenSource(MailConnector.StepLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var format = FormatOptions.Default.Clone();
            format.International = new[] { sender, recipient, replyTo }.Any(one => one is not null && MailAddresses.IsInternational(one));
            // The client asks for SMTPUTF8 for an international domain, too, which has a form in ASCII; it can be told not to, for good.
            if (!format.International)
                client.Capabilities &= ~SmtpCapabilities.UTF8;
            var reply = await client.SendAsync(format, message, sender, [recipient], both.Token);
            steps.Passed(MailStepKind.Send, $"The server accepted the e-mail for {recipient.Address}.", reply);
            return HandOver.Taken;
        }
        catch (Exception problem) when (MailProblems.IsExpected(problem) && !cancellation.IsCancellationRequested)
        {
            // After a refusal the client has said RSET: the refusal itself is in the exception.
            steps.Failed(MailStepKind.Send, MailProblems.OfSending(problem, sender, recipient), MailProblems.Reply(problem) ?? steps.Reply);
            return MailProblems.Judge(problem);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
            if (client.IsConnected)
                await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception problem) when (MailProblems.IsExpected(problem))
        {
            // The mail is handed over or refused by now: a server that is rude about QUIT changes nothing.
        }

        client.Dispose();
        steps.Dispose();
    }
}
