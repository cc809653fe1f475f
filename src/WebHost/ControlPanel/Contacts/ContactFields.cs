using Portal.Access;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>A contact's settings as its form's fields, and back. Pure.</summary>
internal static class ContactFields
{
    public static FormValues Write(ContactSettings contact)
    {
        var values = new FormValues();
        values.Set("name", contact.Name);
        values.Set("email", contact.Email);
        values.Set("phone", contact.Phone);
        values.Set("mobile", contact.Mobile);
        values.Set("type", contact.Type);
        values.Set("department", contact.Department);
        values.Set("role", SharedFields.Name(contact.Role));
        values.Set("emailVerified", contact.EmailVerified ? "true" : null);
        values.Set("mobileVerified", contact.MobileVerified ? "true" : null);
        values.Set("allowedIps", string.Join('\n', contact.AllowedIps));
        values.Set("language", contact.Language);
        values.Set("timeZone", contact.TimeZone);
        values.Set("publicNotes", contact.PublicNotes);
        values.Set("privateNotes", contact.PrivateNotes);
        values.Set("status", contact.Status == ContactStatus.Active ? "active" : null);
        return values;
    }

    public static ContactSettings Read(FormValues values, List<FieldError> errors) => new()
    {
        Name = values.One("name")?.Trim() ?? "",
        Email = values.One("email")?.Trim() ?? "",
        Phone = values.One("phone"),
        Mobile = values.One("mobile"),
        Type = values.One("type"),
        Department = values.One("department"),
        Role = Numbers.Choice(values, "role", ContactRole.ReadOnly, errors),
        EmailVerified = values.IsOn("emailVerified"),
        MobileVerified = values.IsOn("mobileVerified"),
        AllowedIps = SharedFields.List(values.One("allowedIps")) ?? [],
        Language = values.One("language"),
        TimeZone = values.One("timeZone"),
        PublicNotes = values.One("publicNotes")?.ReplaceLineEndings("\n"),
        PrivateNotes = values.One("privateNotes")?.ReplaceLineEndings("\n"),
        Status = values.IsOn("status") ? ContactStatus.Active : ContactStatus.Disabled,
    };

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
}
