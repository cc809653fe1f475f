using Portal.Saving;
using Portal.Secrets;

namespace Portal.Brands;

/// <summary>A mail server as it is kept: the password only sealed.</summary>
internal sealed record StoredSmtp : Kept
{
    public string? Server { get; init; }
    public int Port { get; init; }
    public SmtpSecurity Security { get; init; }
    public string? UserName { get; init; }
    public string? SealedPassword { get; init; }
    public string? From { get; init; }
    public string? ReplyTo { get; init; }

    /// <summary>
    /// What stops new settings: a password that is kept must not go to another server than the one it was given for, or
    /// whoever may edit the form could have it sent to a machine of their own. Null: nothing.
    /// </summary>
    public static FieldError? Refusal(SmtpSettings? settings, StoredSmtp? before) =>
        settings is { Password.Keeps: true } && before?.SealedPassword is not null
        && !(string.Equals(settings.Server, before.Server, StringComparison.OrdinalIgnoreCase) && settings.Port == before.Port
            && settings.Security == before.Security)
            ? new FieldError("smtp.password", "Enter the password again: the stored one was set for another server, port or security.")
            : null;

    /// <summary>Takes new settings; a password that is not mentioned stays.</summary>
    public static StoredSmtp? Take(SmtpSettings? settings, StoredSmtp? before, ISecrets secrets) =>
        settings is null ? null : (before ?? new()) with
        {
            Server = settings.Server,
            Port = settings.Port,
            Security = settings.Security,
            UserName = settings.UserName,
            SealedPassword = settings.Password.Keeps ? before?.SealedPassword
                : settings.Password.Value is { Length: > 0 } password ? secrets.Seal(SecretPurposes.MailPassword, password)
                : null,
            From = settings.From,
            ReplyTo = settings.ReplyTo,
        };

    public SmtpSettings ToSettings() => new()
    {
        Server = Server,
        Port = Port,
        Security = Security,
        UserName = UserName,
        Password = SecretInput.Keep,
        From = From,
        ReplyTo = ReplyTo,
    };

    /// <summary>Null while it names no server or sender: then the next one in line is used.</summary>
    public MailServer? ToMailServer() => Server is null || From is null
        ? null
        : new MailServer(Server, Port, Security, UserName, SealedPassword, From, ReplyTo);

    // Its secrets stay out of logs.
    public override string ToString() => nameof(StoredSmtp);
}
