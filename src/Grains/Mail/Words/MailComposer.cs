using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MimeKit;
using Portal.Saving;
using Portal.Secrets;
using Portal.Storage;

namespace Portal.Mail;

/// <summary>Makes a mail of a draft: headers, text and HTML.</summary>
internal sealed class MailComposer(ISecrets secrets, TimeProvider clock)
{
    private const int LongestName = 100;
    private const int LongestSubject = 200;

    /// <exception cref="CryptographicException">Its link was sealed with keys that are not here.</exception>
    public MimeMessage Write(QueuedMail mail, MailFrame frame, MailboxAddress recipient) => Write(mail.Box, Draft(mail), frame, recipient);

    public MimeMessage Write(string box, MailDraft draft, MailFrame frame, MailboxAddress recipient)
    {
        var content = MailContents.For(draft, frame.Sender);
        var message = new MimeMessage
        {
            Date = clock.GetUtcNow(),
            MessageId = MessageId(box, draft.Id, frame.From),
            Subject = MailContents.OneLine(content.Subject, LongestSubject),
            Body = new BodyBuilder { TextBody = MailPlain.Write(content), HtmlBody = MailHtml.Write(content) }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, FromName(frame), frame.From.Address));
        message.To.Add(new MailboxAddress(Encoding.UTF8, MailContents.OneLine(draft.ToName ?? "", LongestName), recipient.Address));
        if (frame.Relay.ReplyTo is { } reply && MailAddresses.Parse(reply) is { } replyTo)
            message.ReplyTo.Add(replyTo);
        // RFC 3834, 5: nobody's absence notice answers it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>
    /// The same for each try, so that a mail that a server took without our hearing of it is recognised when it comes again.
    /// </summary>
    internal static string MessageId(string box, string id, MailboxAddress from)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(box + "\n" + id)).AsSpan(0, 16));
        return hash + "@" + MailAddresses.Domain(from);
    }

    /// <summary>The name of a server that was set for many brands would name the operator: the domain's own stands there.</summary>
    private static string FromName(MailFrame frame)
    {
        var own = frame.From.Name is { Length: > 0 } name && (!frame.Relay.Trusted || frame.Sender.BrandId is null)
            ? name
            : frame.Sender.Look.Name;
        return MailContents.OneLine(own, LongestName);
    }

    private MailDraft Draft(QueuedMail mail)
    {
        var useful = DateTimeOffset.FromUnixTimeMilliseconds(mail.UsefulUntil);
        return new()
        {
            Id = mail.Id,
            Kind = UnknownNames.Keep<MailKind>(mail.Kind),
            ToAddress = mail.Address,
            ToName = mail.ToName,
            Language = mail.Language,
            TimeZone = mail.TimeZone,
            Link = mail.Link is null ? null : secrets.Open(SecretPurposes.MailLink, mail.Link),
            Values = JsonSerializer.Deserialize<Dictionary<string, string>>(mail.Parts, PortalJson.Options)!,
            UsefulUntil = mail.UsefulUntil - mail.CreatedAt == (long)MailBackOff.Patience.TotalMilliseconds ? null : useful,
        };
    }
}
