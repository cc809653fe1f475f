using Portal.Mail;

namespace Portal.WebHost.ControlPanel;

/// <summary>Mails in the words of the control panel.</summary>
internal static class MailInWords
{
    public static string Kind(MailKind kind) => kind switch
    {
        MailKind.VerifyEmail => "Confirm the address",
        MailKind.KnownAddress => "Sign-up with a known address",
        MailKind.Welcome => "Welcome",
        MailKind.ResetPassword => "New password",
        MailKind.Invitation => "Invitation",
        MailKind.PlaceAdded => "Access to one more customer",
        MailKind.NewDevice => "Sign-in from a new browser",
        MailKind.SecurityChange => "Password or second factor changed",
        MailKind.ChangeEmail => "Confirm the new address",
        MailKind.ContractAsked => "Contract to approve",
        MailKind.DomainLeaves => "Domain leaves",
        MailKind.SignUpNotice => "Sign-up in another currency",
        MailKind.SignUpWaits => "Sign-up waits for approval",
        MailKind.SignUpApproved => "Sign-up approved",
        MailKind.SignUpRefused => "Sign-up refused",
        MailKind.SignUpAsks => "Sign-up to approve",
        MailKind.StaffPassword => "New password for staff",
        _ => Words.Column(kind.ToString()),
    };

    public static (string Badge, string Text) State(MailState state) => state switch
    {
        MailState.Sent => ("good", "Sent"),
        MailState.Refused => ("bad", "Refused"),
        _ => ("wait", "Queued"),
    };

    public static string Sentence(MailRow mail) => mail.State switch
    {
        MailState.Sent => "The mail server took it. What became of it then is told by bounces to the from-address.",
        MailState.Refused => "It was not delivered and is not tried any more.",
        _ when mail.Attempts == 0 => "It waits for its first try.",
        _ => "It waits for its next try. Tries go on for two days, or until it is of no use any more.",
    };

    public static string Box(string box) => box == IOutboxGrain.Platform ? "The platform" : box;
}
