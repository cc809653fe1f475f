using System.Text.Json.Nodes;
using Portal.Access;
using Portal.People;
using static Portal.WebHost.Documents.FieldsOf<Portal.People.ContactSettings, Portal.People.ContactView>;
using static Portal.WebHost.Documents.ListSpellings;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary>A contact, as people and programs read and change it.</summary>
internal static class ContactDocument
{
    private const string Invited = "invited";

    private static readonly TextShape Statuses = new() { Choices = [.. Names<ContactStatus>.All, Invited] };

    // Who has not accepted yet reads so; sent back, it means what they will be.
    private static readonly Spelling<ContactStatus> Status = Tick(ContactStatus.Active, ContactStatus.Disabled) with
    {
        Shape = Statuses,
        FromJson = (json, name, absent) => json.Text(name) == Invited ? ContactStatus.Active : json.Choice(name, absent),
    };

    public static readonly Document<ContactSettings, ContactView> Contact = new(
        "Contact",
        () => new ContactSettings { Name = "", Email = "" },
        Listed("id", new TextShape { Description = "Assigned by us. It can't be changed." }, view => view.Id),
        Value("name", "Name", Name, c => c.Name, (c, v) => c with { Name = v }) with { Required = true, Example = "\"Ann Example\"" },
        Value("email", "E-mail", Name, c => c.Email, (c, v) => c with { Email = v }) with
        {
            Required = true,
            Format = "email",
            Description = "The login. Only the person can change it.",
        },
        Value("phone", "Phone", Text, c => c.Phone, (c, v) => c with { Phone = v }),
        Value("mobile", "Mobile", Text, c => c.Mobile, (c, v) => c with { Mobile = v }),
        Value("type", "Type", Text, c => c.Type, (c, v) => c with { Type = v }) with { Description = "In your own words." },
        Value("department", "Department", Text, c => c.Department, (c, v) => c with { Department = v }),
        // What a form doesn't say gives the least.
        Value("role", "Role", Choice<ContactRole>(unchosen: ContactRole.ReadOnly), c => c.Role, (c, v) => c with { Role = v }) with
        {
            Description = "Default: all. Never more than the customer sees.",
        },
        new("password", Optional)
        {
            WriteOnly = true,
            Description = "Absent: a link to set one is e-mailed, or the existing one stays. "
                + "For somebody who already signs in, it has no effect while they are invited, "
                + "and is 422 once they are a contact elsewhere too. "
                + "A reseller’s key can't set one: 422.",
        },
        Value("emailVerified", "The e-mail address is theirs", Flag, c => c.EmailVerified, (c, v) => c with { EmailVerified = v }),
        Value("mobileVerified", "The mobile number is theirs", Flag, c => c.MobileVerified, (c, v) => c with { MobileVerified = v }),
        Value("allowedIps", "Allowed addresses", Words("\n"), c => c.AllowedIps, (c, v) => c with { AllowedIps = v }) with
        {
            Description = "CIDR; empty: any address.",
            Example = """["192.0.2.0/24"]""",
        },
        Value("language", "Language", Text, c => c.Language, (c, v) => c with { Language = v }) with { Example = "\"de\"" },
        Value("timeZone", "Time zone", Text, c => c.TimeZone, (c, v) => c with { TimeZone = v }) with { Description = "IANA name." },
        Value("publicNotes", "Public notes", Lines, c => c.PublicNotes, (c, v) => c with { PublicNotes = v }),
        Value("privateNotes", "Private notes", Lines, c => c.PrivateNotes, (c, v) => c with { PrivateNotes = v }),
        Value("status", "Status", Status, c => c.Status, (c, v) => c with { Status = v }) with
        {
            Description = "Default: active. invited: has not accepted yet; sending it means active.",
            ToJson = (contact, view) => Of(contact.Status, view.IsInvited),
        },
        Shown("hasPassword", new FlagShape { Description = "For somebody invited: whether you set one." }, view => view.HasPassword),
        Shown("hasSecondFactor", new FlagShape(), view => view.HasSecondFactor),
        Shown(
            "hasOtherPlaces",
            new FlagShape { Description = "true: name, phone, language and the like are the person's own and can't be set from here." },
            view => view.HasOtherPlaces),
        Shown("lastSignInAt", Times.Shape with { Nullable = true }, view => Times.Text(view.LastSignInAt)),
        Shown("createdAt", Times.Shape, view => Times.Text(view.CreatedAt)),
        Shown("version", new NumberShape { Description = "The person's version. It is the ETag." }, view => view.PersonVersion))
    {
        Example = """{ "name": "Ann Example", "email": "ann@acme.example", "role": "billing", "language": "en" }""",
    };

    public static readonly Document<ContactRow, ContactRow> Line = new(
        "ContactLine",
        FieldsOf<ContactRow, ContactRow>.Listed("id", new TextShape(), row => row.Id),
        FieldsOf<ContactRow, ContactRow>.Listed("name", new TextShape(), row => row.Name),
        FieldsOf<ContactRow, ContactRow>.Listed("email", new TextShape { Format = "email" }, row => row.Email),
        FieldsOf<ContactRow, ContactRow>.Listed(
            "role", new TextShape { Choices = Names<ContactRole>.All }, row => Names<ContactRole>.Of(row.Role)),
        FieldsOf<ContactRow, ContactRow>.Listed("status", Statuses, row => Of(row.Status, row.IsInvited)),
        FieldsOf<ContactRow, ContactRow>.Listed("department", Optional, row => row.Department),
        FieldsOf<ContactRow, ContactRow>.Listed("hasPassword", new FlagShape(), row => row.HasPassword),
        FieldsOf<ContactRow, ContactRow>.Listed("hasSecondFactor", new FlagShape(), row => row.HasSecondFactor))
    {
        Description = "A contact in a list. GET …/contacts/{contactId} has all of it.",
    };

    public static JsonObject Write(ContactView view) => Contact.ToJson(view.Settings, view);

    /// <summary>What is the person's own stays as it is, whatever a form sent: it was shown and not asked for.</summary>
    public static ContactSettings KeepOwn(ContactSettings sent, ContactSettings now) => sent with
    {
        Name = now.Name,
        Phone = now.Phone,
        Mobile = now.Mobile,
        EmailVerified = now.EmailVerified,
        MobileVerified = now.MobileVerified,
        Language = now.Language,
        TimeZone = now.TimeZone,
    };

    private static string Of(ContactStatus status, bool isInvited) =>
        isInvited && status == ContactStatus.Active ? Invited : Names<ContactStatus>.Of(status);
}
