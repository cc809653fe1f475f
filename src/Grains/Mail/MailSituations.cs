namespace Portal.Mail;

/// <summary>Mails of one kind that say something else where things stand otherwise: <c>VerifyEmail.Text.approval</c>.</summary>
internal static class MailSituations
{
    /// <summary>The draft's value that names it.</summary>
    public const string Value = "situation";

    /// <summary>Staff look at sign-ups before they are opened.</summary>
    public const string Approval = "approval";

    /// <summary>The account is there and waits for staff.</summary>
    public const string Waits = "waits";

    /// <summary>There is an account, and nobody can sign in to it now.</summary>
    public const string Closed = "closed";

    /// <summary>An invitation to somebody who signs in already.</summary>
    public const string Accept = "accept";

    /// <summary>Refused, without a reason.</summary>
    public const string Unsaid = "unsaid";

    /// <summary>What mails say of a sign-up: whose it is, and, where it was refused, why.</summary>
    public static Dictionary<string, string> OfSignUp(string customer, bool refused, string? reason)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["customer"] = customer, ["reason"] = reason ?? "" };
        if (refused && reason is null)
            values[Value] = Unsaid;
        return values;
    }
}
