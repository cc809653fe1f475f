using Portal.Saving;

namespace Portal.Brands;

[GenerateSerializer]
public enum SmtpSecurity { None, StartTls, Tls }

/// <summary>A mail server as an operator sets it.</summary>
[GenerateSerializer, Immutable, Alias("portal.SmtpSettings")]
public sealed record SmtpSettings : Kept
{
    [Id(0)] public string? Server { get; init; }
    [Id(1)] public int Port { get; init; } = 587;
    [Id(2)] public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;
    [Id(3)] public string? UserName { get; init; }
    [Id(4)] public SecretInput Password { get; init; }

    /// <summary>RFC 5322 mailbox: <c>Acme &lt;billing@acme.example&gt;</c>.</summary>
    [Id(5)] public string? From { get; init; }
    [Id(6)] public string? ReplyTo { get; init; }
}

/// <summary>A mail server as mail is sent with it; its password is sealed (<c>ISecrets</c> opens it).</summary>
[GenerateSerializer, Immutable, Alias("portal.MailServer")]
public sealed record MailServer(
    [property: Id(0)] string Server,
    [property: Id(1)] int Port,
    [property: Id(2)] SmtpSecurity Security,
    [property: Id(3)] string? UserName,
    [property: Id(4)] string? SealedPassword,
    [property: Id(5)] string From,
    [property: Id(6)] string? ReplyTo)
{
    /// <summary>Without user name and password.</summary>
    public override string ToString() => FormattableString.Invariant($"{Server}:{Port}");
}
