using Portal.Mail;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>Mails in the words of the control panel.</summary>
internal static class MailWords
{
    public static string Kind(MailKind kind) => UnknownNames.IsUnknown(kind) ? UnknownNames.Of(kind) : kind switch
    {
        MailKind.VerifyEmail => "Confirm the address",
        MailKind.KnownAddress => "Sign-up with a known address",
        MailKind.Welcome => "Welcome",
        MailKind.ResetPassword => "New password",
        MailKind.Invitation => "Invitation",
        MailKind.PlaceAdded => "Access to another customer",
        MailKind.NewDevice => "Sign-in from a new browser",
        MailKind.SecurityChange => "Password or second factor changed",
        MailKind.ChangeEmail => "Confirm the new address",
        MailKind.ContractAsked => "Contract to approve",
        MailKind.DomainLeaves => "Domain no longer points here",
        MailKind.SignUpNotice => "Sign-up in another currency",
        MailKind.SignUpWaits => "Sign-up awaiting approval",
        MailKind.SignUpApproved => "Sign-up approved",
        MailKind.SignUpRefused => "Sign-up refused",
        MailKind.SignUpAsks => "Sign-up to approve",
        MailKind.StaffPassword => "New password for staff",
        MailKind.ExportReady => "Export ready",
        MailKind.AlertFired => "Alert",
        MailKind.AlertStill => "Alert, still on",
        MailKind.AlertOver => "Alert over",
    };

    public static (string Badge, string Text) State(MailState state) => state switch
    {
        MailState.Sent => ("good", "Sent"),
        MailState.Refused => ("bad", "Refused"),
        MailState.Queued => ("wait", "Queued"),
    };

    public static string Sentence(MailRow mail) => mail.State switch
    {
        MailState.Sent => "The mail server accepted it. If it couldn't be delivered after that, a bounce goes to the From address.",
        MailState.Refused => "It was not delivered and won't be tried again.",
        MailState.Queued when mail.Attempts == 0 => "It is waiting for its first attempt.",
        MailState.Queued => "It is waiting for its next attempt. Attempts go on for two days, or until it is no longer of any use.",
    };

    public static string Box(string box) => box == IOutboxGrain.Platform ? "The platform" : box;
}
