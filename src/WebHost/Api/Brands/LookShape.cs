using System.Text.Json.Nodes;
using Portal.Brands;

namespace Portal.WebHost.Api;

/// <summary>The shapes that brands and domains share: <c>look</c> and <c>smtp</c>.</summary>
internal static class LookShape
{
    public static readonly ObjectShape Link = new(
        "Link",
        new Field("text", new TextShape { Description = "What people see.", Example = "\"Terms\"" }, Required: true),
        new Field("url", new TextShape { Description = "Absolute https URL.", Format = "uri", Example = "\"https://acme.example/terms\"" }, Required: true));

    public static readonly ObjectShape Look = new(
        "Look",
        new Field("primaryColor", new TextShape { Nullable = true, Description = "#rrggbb.", Example = "\"#0a7cff\"" }),
        new Field("favicon", new TextShape { Nullable = true, Description = "Name of a public file.", Example = "\"acme-icon.png\"" }),
        new Field("logoDark", new TextShape { Nullable = true, Description = "Name of a public file, for dark pages.", Example = "\"acme-dark.png\"" }),
        new Field("titlePattern", new TextShape { Nullable = true, Description = "With {page} and {brand}.", Example = "\"{page} · {brand}\"" }),
        new Field("languages", new ListShape(new TextShape()) { Nullable = true, Description = "Language codes; the first is the default.", Example = """["en", "de"]""" }),
        new Field("supportEmail", new TextShape { Nullable = true, Format = "email", Example = "\"help@acme.example\"" }),
        new Field("links", new ListShape(Link) { Nullable = true }))
    {
        Description = "How pages look. Anything null comes from the brand, or from the product's neutral default.",
        Nullable = true,
    };

    public static readonly ObjectShape Smtp = new(
        "Smtp",
        new Field("server", new TextShape { Nullable = true, Example = "\"smtp.acme.example\"" }),
        new Field("port", new NumberShape { Description = "Default: 587.", Example = "587" }),
        new Field("security", new TextShape { Choices = Names<SmtpSecurity>.All, Description = "Default: startTls." }),
        new Field("userName", new TextShape { Nullable = true }),
        new Field("password", new TextShape { Nullable = true, Description = "Absent keeps what is stored, null clears it." }, WriteOnly: true),
        new Field("hasPassword", new FlagShape { Description = "Whether a password is stored." }, ReadOnly: true),
        new Field("from", new TextShape { Nullable = true, Description = "RFC 5322 mailbox.", Example = "\"Acme <billing@acme.example>\"" }),
        new Field("replyTo", new TextShape { Nullable = true, Description = "RFC 5322 mailbox." }))
    {
        Description = "The mail server that sends this one's mail; null: the next one in line (brand, then platform).",
        Nullable = true,
    };

    public static readonly TextShape ScriptSources = new()
    {
        Choices = Names<ScriptSources>.All,
        Description = "Where the script may load more from. "
            + "detect: from other sites if it has script elements from them, or code that creates such elements; "
            + "own: only from the domain; any. "
            + "Default: detect.",
    };

    public static readonly ListShape Warnings = new(new ObjectShape(
        "Warning",
        new Field("field", new TextShape { Example = "\"css\"" }),
        new Field("text", new TextShape { Description = "A sentence for people to read." })))
    {
        Description = "What the pages' Content-Security-Policy would make browsers block in script and CSS.",
    };

    public static JsonArray Write(IReadOnlyList<PolicyAdvice> advice) =>
        new([.. advice.Select(one => (JsonNode)new JsonObject { ["field"] = one.Field, ["text"] = one.Text })]);

    public static LookSettings ReadLook(Fields? fields) => fields is not { } look ? new LookSettings() : new LookSettings
    {
        PrimaryColor = look.Text("primaryColor"),
        Favicon = look.Text("favicon"),
        LogoDark = look.Text("logoDark"),
        TitlePattern = look.Text("titlePattern"),
        Languages = look.Texts("languages"),
        SupportEmail = look.Text("supportEmail"),
        Links = ReadLinks(look),
    };

    public static LinkSettings[]? ReadLinks(Fields fields) => fields.Each("links")?.Select(link => new LinkSettings(
        link.Required("text", "Enter the text that people see."),
        link.Required("url", "Enter the link's address, such as https://acme.example/terms."))).ToArray();

    public static SmtpSettings? ReadSmtp(Fields? fields) => fields is not { } smtp ? null : new SmtpSettings
    {
        Server = smtp.Text("server"),
        Port = smtp.Number("port", 587),
        Security = smtp.Choice("security", SmtpSecurity.StartTls),
        UserName = smtp.Text("userName"),
        Password = smtp.Secret("password"),
        From = smtp.Text("from"),
        ReplyTo = smtp.Text("replyTo"),
    };

    public static JsonObject Write(LookSettings look) => new()
    {
        ["primaryColor"] = look.PrimaryColor,
        ["favicon"] = look.Favicon,
        ["logoDark"] = look.LogoDark,
        ["titlePattern"] = look.TitlePattern,
        ["languages"] = look.Languages is { } languages ? Texts(languages) : null,
        ["supportEmail"] = look.SupportEmail,
        ["links"] = Write(look.Links),
    };

    public static JsonArray? Write(LinkSettings[]? links) => links is null
        ? null
        : new JsonArray([.. links.Select(link => new JsonObject { ["text"] = link.Text, ["url"] = link.Url })]);

    public static JsonObject? Write(SmtpSettings? smtp, bool hasPassword) => smtp is null ? null : new JsonObject
    {
        ["server"] = smtp.Server,
        ["port"] = smtp.Port,
        ["security"] = Names<SmtpSecurity>.Of(smtp.Security),
        ["userName"] = smtp.UserName,
        ["hasPassword"] = hasPassword,
        ["from"] = smtp.From,
        ["replyTo"] = smtp.ReplyTo,
    };

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
