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

/// <summary>An open conversation with a mail server: hands over one mail after the other. For one caller at a time.</summary>
internal sealed class MailConnection(SmtpClient client, MailSteps steps, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Whether it can take another mail.</summary>
    public bool IsOpen => client.IsConnected;

    /// <summary>How the last step went.</summary>
    public MailStep Last => steps.All[^1];

    /// <summary>Hands over one mail to one recipient. How it went is the last of the steps.</summary>
    public async Task<HandOver> Send(MimeMessage message, MailboxAddress sender, MailboxAddress recipient, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(MailConnector.StepLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var international = client.Capabilities.HasFlag(SmtpCapabilities.UTF8) && recipient.LocalPart.Any(c => c > '~');
            var format = FormatOptions.Default.Clone();
            format.International = international;
            var reply = await client.SendAsync(format, message, sender, [recipient], both.Token);
            steps.Passed(MailStepKind.Send, $"The server took the mail for {recipient.Address}.", reply);
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
