using Portal.Hosts;
using Portal.Saving;

namespace Portal.Brands;

/// <summary>A mail server: whole or not at all.</summary>
internal static class SmtpRules
{
    private const int LongestName = 256;
    private const int LongestPassword = 1024;

    /// <returns>Null when nothing is filled in: then mail goes through the next server in line.</returns>
    public static SmtpSettings? Check(SmtpSettings? smtp, FieldErrors errors)
    {
        if (smtp is null || IsEmpty(smtp))
            return null;
        var clean = smtp with
        {
            Server = Server(smtp.Server, errors),
            UserName = TextRules.Line(smtp.UserName, "smtp.userName", LongestName, errors),
            From = MailboxRules.Mailbox(smtp.From, "smtp.from", errors),
            ReplyTo = MailboxRules.Mailbox(smtp.ReplyTo, "smtp.replyTo", errors),
        };
        if (clean.Port is < 1 or > 65535)
            errors.Add(
                "smtp.port",
                $"{clean.Port} is not a port. Enter a number from 1 to 65535, usually 587, or 465 for TLS from the start.");
        if (clean.From is null)
            errors.Add("smtp.from", "Enter the address that mail comes from, such as Acme <billing@acme.example>.");
        if (clean.Password.Value is { Length: > 0 } && clean.UserName is null)
            errors.Add("smtp.userName", "A password needs a user name.");
        if (clean.Password.Value is { Length: > LongestPassword })
            errors.Add("smtp.password", $"The password is too long; the limit is {LongestPassword} characters.");
        if (clean.Password.Value?.Any(char.IsControl) == true)
            errors.Add("smtp.password", "The password contains a line break or another control character. Enter it again.");
        return clean;
    }

    private static bool IsEmpty(SmtpSettings smtp) =>
        string.IsNullOrWhiteSpace(smtp.Server) && string.IsNullOrWhiteSpace(smtp.UserName) && string.IsNullOrWhiteSpace(smtp.From)
        && string.IsNullOrWhiteSpace(smtp.ReplyTo) && string.IsNullOrEmpty(smtp.Password.Value) && smtp.Port is > 0 and <= 65535;

    private static string? Server(string? written, FieldErrors errors)
    {
        var text = written?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            errors.Add("smtp.server", "Enter the mail server's name, such as smtp.acme.example.");
            return null;
        }

        if (HostName.TryParseControl(text, out var host, out var reason))
            return host.Value;
        errors.Add("smtp.server", reason);
        return text;
    }
}
