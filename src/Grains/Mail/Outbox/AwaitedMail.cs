namespace Portal.Mail;

/// <summary>
/// Mails that somebody waits for in front of a screen: they go out at once, whatever earlier ones to that address wait for, and
/// the newest is the only one that is of use, since its link ended the earlier ones.
/// </summary>
internal static class AwaitedMail
{
    /// <summary>For SQL. The mail to an address that is known is as quick as the one to a new address: else its time would tell.</summary>
    public const string Kinds =
        $"'{nameof(MailKind.ResetPassword)}', '{nameof(MailKind.VerifyEmail)}', '{nameof(MailKind.ChangeEmail)}', '{nameof(MailKind.KnownAddress)}', '{nameof(MailKind.Invitation)}'";

    public static bool Is(MailKind kind) =>
        kind is MailKind.ResetPassword or MailKind.VerifyEmail or MailKind.ChangeEmail or MailKind.KnownAddress or MailKind.Invitation;
}
