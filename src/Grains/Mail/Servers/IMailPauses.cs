namespace Portal.Mail;

/// <summary>
/// Mail servers that refuse an account's password. Everybody who sends by that account with that password waits, whichever
/// domains they are: a server that bans by counting hears of a wrong password once. Safe for many callers at once.
/// </summary>
internal interface IMailPauses
{
    /// <summary>What stands for server, user name and password together; null: the relay has no account.</summary>
    Task<string?> AccountOf(MailRelay relay);

    /// <summary>Null: nothing is known against it.</summary>
    Task<MailPause?> Find(string account);

    /// <summary>Takes the try that is due at the end of a pause. False: somebody else has it.</summary>
    Task<bool> Claim(string account, MailPause seen);

    /// <summary>The server refused the password: now, or once more.</summary>
    Task<MailPause> Begin(string account, MailRelay relay, string reason);

    /// <summary>The server took the password.</summary>
    Task End(string account);
}

/// <summary>A mail server that refuses user name and password: nothing is sent by it until somebody puts that right.</summary>
/// <param name="Server">Name and port.</param>
/// <param name="Reason">A sentence for a person, with the server's words.</param>
/// <param name="NextTry">It is tried by itself then, once: servers refuse passwords by mistake, too.</param>
internal sealed record MailPause(string Server, string UserName, string Reason, DateTimeOffset Since, int Tries, DateTimeOffset NextTry);
