namespace Portal.Mail;

/// <summary>
/// Mails that somebody waits for in front of a screen: they go out at once, whatever earlier ones to that address wait for, and
/// the newest is the only one that is of use, since its link ended the earlier ones.
/// </summary>
internal static class AwaitedMail
{
    // The mail to an address that is known is as quick as the one to a new address: else its time would tell.
    private static readonly MailKind[] All =
        [MailKind.ResetPassword, MailKind.VerifyEmail, MailKind.ChangeEmail, MailKind.KnownAddress, MailKind.Invitation];

    /// <summary>For SQL.</summary>
    public static readonly string Kinds = string.Join(", ", All.Select(kind => $"'{kind}'"));

    public static bool Is(MailKind kind) => All.Contains(kind);
}
