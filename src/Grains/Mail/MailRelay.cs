using Portal.Brands;

namespace Portal.Mail;

/// <summary>How mail leaves, for a person: no password.</summary>
/// <param name="Server">Name and port.</param>
/// <param name="Source">Whose setting it is: the domain's, the brand's, the platform's.</param>
public sealed record MailOffer(string Server, string From, string Source);

/// <summary>How mail leaves: the server with its password open, and whether a tenant named it.</summary>
/// <param name="Password">Open; lives no longer than the connection.</param>
/// <param name="Trusted">Ops or the platform's owner set it: its address is not checked against the guard.</param>
/// <param name="Source">Whose setting it is, for a person: the domain's, the brand's, the platform's.</param>
internal sealed record MailRelay(
    string Server,
    int Port,
    SmtpSecurity Security,
    string? UserName,
    string? Password,
    string From,
    string? ReplyTo,
    bool Trusted,
    string Source)
{
    public override string ToString() => $"{Server}:{Port}";
}
