using System.Globalization;
using Portal.Brands;
using static Portal.WebHost.Documents.FieldsOf<Portal.Brands.SmtpSettings, bool>;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary><c>smtp</c> of a brand, a domain or the platform; shown with whether a password is stored.</summary>
internal static class SmtpDocument
{
    private const int UsualPort = 587;

    private static readonly Spelling<int> Port = new(new NumberShape())
    {
        FromJson = (json, name, absent) => json.Number(name, absent),
        ToJson = port => port,
        FromForm = (form, name, absent) =>
        {
            if (form.One(name) is not { } text)
                return absent;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                return port;
            form.Refuse(name, "Enter a port from 1 to 65535. The usual ones are 587, 465 and 25.");
            return absent;
        },
        ToForm = port => [FormText.Of(port)],
    };

    public static readonly Document<SmtpSettings, bool> Smtp = new(
        "Smtp",
        () => new SmtpSettings { Port = UsualPort, Security = SmtpSecurity.StartTls },
        Value("server", "Mail server", Word, s => s.Server, (s, v) => s with { Server = v }) with { Example = "\"smtp.acme.example\"" },
        Value("port", "Mail server port", Port, s => s.Port, (s, v) => s with { Port = v }) with
        {
            Description = "Default: 587.",
            Example = "587",
        },
        Value(
            "security", "Mail server security", Choice<SmtpSecurity>(isTold: false),
            s => s.Security, (s, v) => s with { Security = v }) with
        {
            Description = "Default: startTls.",
        },
        Value("userName", "Mail server user name", Text, s => s.UserName, (s, v) => s with { UserName = v }),
        Value("password", "", Secret, s => s.Password, (s, v) => s with { Password = v }) with
        {
            Description = "Absent keeps what is stored, null clears it.",
            WriteOnly = true,
            ToJson = null,
            ToForm = null,
            Form = [],
        },
        Shown("hasPassword", new FlagShape { Description = "Whether a password is stored." }, hasPassword => hasPassword),
        Value("from", "Mail from address", Text, s => s.From, (s, v) => s with { From = v }) with
        {
            Description = "RFC 5322 mailbox.",
            Example = "\"Acme <billing@acme.example>\"",
        },
        Value("replyTo", "Mail reply-to address", Text, s => s.ReplyTo, (s, v) => s with { ReplyTo = v }) with
        {
            Description = "RFC 5322 mailbox.",
        })
    {
        Description = "The mail server that sends this one's mail; null: the next one in line (brand, then platform).",
        Nullable = true,
    };

    /// <summary>Whether a form has nothing of one filled in: port and security are preset.</summary>
    public static bool IsEmpty(SmtpSettings smtp) =>
        smtp is { Server: null, UserName: null, From: null, ReplyTo: null } && smtp.Password.Value is null;
}
