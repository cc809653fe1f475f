using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Access;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>A contact as the API takes and shows it.</summary>
internal static class ContactShape
{
    private const string Invited = "invited";

    private static readonly string[] Statuses = [.. Names<ContactStatus>.All, Invited];
    private static readonly TextShape Optional = new() { Nullable = true };

    public static readonly ObjectShape Contact = new(
        "Contact",
        new Field("id", new TextShape { Description = "Assigned by us. It can't be changed." }),
        new Field("name", new TextShape { Example = "\"Ann Example\"" }, Required: true),
        new Field("email", new TextShape { Format = "email", Description = "The login. Only the person can change it." }, Required: true),
        new Field("phone", Optional),
        new Field("mobile", Optional),
        new Field("type", Optional with { Description = "In your own words." }),
        new Field("department", Optional),
        new Field(
            "role", new TextShape { Choices = Names<ContactRole>.All, Description = "Default: all. Never more than the customer sees." }),
        new Field(
            "password",
            Optional with
            {
                Description = "Absent: a link to set one is e-mailed, or the existing one stays. "
                    + "For somebody who already signs in, it has no effect while they are invited, "
                    + "and is 422 once they are a contact elsewhere too. "
                    + "A reseller’s key can't set one: 422.",
            },
            WriteOnly: true),
        new Field("emailVerified", new FlagShape()),
        new Field("mobileVerified", new FlagShape()),
        new Field("allowedIps", new ListShape(new TextShape()) { Description = "CIDR; empty: any address.", Example = """["192.0.2.0/24"]""" }),
        new Field("language", Optional with { Example = "\"de\"" }),
        new Field("timeZone", Optional with { Description = "IANA name." }),
        new Field("publicNotes", Optional),
        new Field("privateNotes", Optional),
        new Field("status", new TextShape
        {
            Choices = Statuses,
            Description = "Default: active. invited: has not accepted yet; sending it means active.",
        }),
        new Field("hasPassword", new FlagShape { Description = "For somebody invited: whether you set one." }, ReadOnly: true),
        new Field("hasSecondFactor", new FlagShape(), ReadOnly: true),
        new Field("hasOtherPlaces", new FlagShape { Description = "true: name, phone, language and the like are the person's own and can't be set from here." }, ReadOnly: true),
        new Field("lastSignInAt", new TextShape { Nullable = true, Format = "date-time" }, ReadOnly: true),
        new Field("createdAt", new TextShape { Format = "date-time" }, ReadOnly: true),
        new Field("version", new NumberShape { Description = "The person's version. It is the ETag." }, ReadOnly: true))
    {
        Example = """{ "name": "Ann Example", "email": "ann@acme.example", "role": "billing", "language": "en" }""",
    };

    public static readonly ObjectShape Line = new(
        "ContactLine",
        new Field("id", new TextShape()),
        new Field("name", new TextShape()),
        new Field("email", new TextShape { Format = "email" }),
        new Field("role", new TextShape { Choices = Names<ContactRole>.All }),
        new Field("status", new TextShape { Choices = Statuses }),
        new Field("department", Optional),
        new Field("hasPassword", new FlagShape()),
        new Field("hasSecondFactor", new FlagShape()))
    {
        Description = "A contact in a list. GET …/contacts/{contactId} has all of it.",
    };

    public static ContactSettings Read(JsonElement document, List<FieldError> errors)
    {
        var fields = new Fields(document, "", errors);
        return new ContactSettings
        {
            Name = fields.Text("name") ?? "",
            Email = fields.Text("email") ?? "",
            Phone = fields.Text("phone"),
            Mobile = fields.Text("mobile"),
            Type = fields.Text("type"),
            Department = fields.Text("department"),
            Role = fields.Choice("role", ContactRole.All),
            EmailVerified = fields.Flag("emailVerified"),
            MobileVerified = fields.Flag("mobileVerified"),
            AllowedIps = fields.Texts("allowedIps") ?? [],
            Language = fields.Text("language"),
            TimeZone = fields.Text("timeZone"),
            PublicNotes = fields.Text("publicNotes"),
            PrivateNotes = fields.Text("privateNotes"),
            Status = fields.Text("status") == Invited ? ContactStatus.Active : fields.Choice("status", ContactStatus.Active),
        };
    }

    public static JsonObject Write(ContactView view) => new()
    {
        ["id"] = view.Id,
        ["name"] = view.Settings.Name,
        ["email"] = view.Settings.Email,
        ["phone"] = view.Settings.Phone,
        ["mobile"] = view.Settings.Mobile,
        ["type"] = view.Settings.Type,
        ["department"] = view.Settings.Department,
        ["role"] = Names<ContactRole>.Of(view.Settings.Role),
        ["emailVerified"] = view.Settings.EmailVerified,
        ["mobileVerified"] = view.Settings.MobileVerified,
        ["allowedIps"] = LookShape.Texts(view.Settings.AllowedIps),
        ["language"] = view.Settings.Language,
        ["timeZone"] = view.Settings.TimeZone,
        ["publicNotes"] = view.Settings.PublicNotes,
        ["privateNotes"] = view.Settings.PrivateNotes,
        ["status"] = Status(view.Settings.Status, view.IsInvited),
        ["hasPassword"] = view.HasPassword,
        ["hasSecondFactor"] = view.HasSecondFactor,
        ["hasOtherPlaces"] = view.HasOtherPlaces,
        ["lastSignInAt"] = Times.Text(view.LastSignInAt),
        ["createdAt"] = Times.Text(view.CreatedAt),
        ["version"] = view.PersonVersion,
    };

    public static JsonObject Write(ContactRow row) => new()
    {
        ["id"] = row.Id,
        ["name"] = row.Name,
        ["email"] = row.Email,
        ["role"] = Names<ContactRole>.Of(row.Role),
        ["status"] = Status(row.Status, row.IsInvited),
        ["department"] = row.Department,
        ["hasPassword"] = row.HasPassword,
        ["hasSecondFactor"] = row.HasSecondFactor,
    };

    private static string Status(ContactStatus status, bool isInvited) =>
        isInvited && status == ContactStatus.Active ? Invited : Names<ContactStatus>.Of(status);
}
