using Portal.Mail;

namespace Portal.WebHost.ControlPanel;

/// <summary>Where the mail log's pages are.</summary>
internal static class MailUrl
{
    public const string Path = "/mail";

    /// <summary>The mail of a domain, or of the platform.</summary>
    public static string Of(string box) => (new ListUrl(Path) { Plan = MailList.Plan }).With("domain", box).ToString();

    /// <summary>The page of one mail; its id may hold any character.</summary>
    public static string Of(MailRow mail, string path = "/mail/show") =>
        $"{path}?domain={Uri.EscapeDataString(mail.Box)}&id={Uri.EscapeDataString(mail.Id)}";
}
