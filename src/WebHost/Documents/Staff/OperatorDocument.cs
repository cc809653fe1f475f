using System.Text.Json.Nodes;
using Portal.Staff;
using static Portal.WebHost.Documents.FieldsOf<Portal.Staff.OperatorSettings, Portal.Staff.OperatorView>;
using static Portal.WebHost.Documents.ListSpellings;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary>A member of staff, as people and programs read and change it.</summary>
internal static class OperatorDocument
{
    private const string Active = "active", IsDisabled = "disabled", Invitation = "invitation";

    private static readonly Spelling<bool> Disabled = new(new TextShape { Choices = [Active, IsDisabled] })
    {
        FromJson = (json, name, absent) =>
        {
            var status = json.Text(name) ?? Active;
            if (status is not (Active or IsDisabled))
                json.Refuse(name, $"This value doesn't exist. Allowed: {Active}, {IsDisabled}.");
            return status == IsDisabled;
        },
        ToJson = disabled => disabled ? IsDisabled : Active,
        FromForm = (form, name, _) => !form.IsOn(name),
        ToForm = disabled => [disabled ? null : Active],
        IsKeys = true,
    };

    public static readonly Document<OperatorSettings, OperatorView> Operator = new(
        "Operator",
        () => new OperatorSettings { Email = "", Name = "", Rights = new StaffRights { Role = StaffRole.ReadOnly } },
        Shown("id", new TextShape(), view => view.Id),
        Value("name", "Name", Name, o => o.Name, (o, v) => o with { Name = v }) with
        {
            Required = true,
            Description = "What colleagues and customers see.",
            Example = "\"Olga Owner\"",
        },
        Value("email", "E-mail", Name, o => o.Email, (o, v) => o with { Email = v }) with
        {
            Required = true,
            Format = "email",
            Description = "The login. It can't be changed.",
            Example = "\"olga@operator.example\"",
        },
        // What can't be read gives the least.
        Value(
            "role", "Role", Choice<StaffRole>(isTold: false),
            o => o.Rights.Role, (o, v) => o with { Rights = o.Rights with { Role = v } }) with
        {
            Description = "Default: readOnly.",
        },
        Value(
            "brands", "Brands of a reseller", Keys(),
            o => o.Rights.Brands, (o, v) => o with { Rights = o.Rights with { Brands = v } }) with
        {
            Description = "For the role reseller: the brands that it sees and changes.",
        },
        Value(
            "customScript", "May set scripts on these brands", Flag,
            o => o.Rights.CustomScript, (o, v) => o with { Rights = o.Rights with { CustomScript = v } }) with
        {
            Description = "For the role reseller: whether it may set scripts.",
        },
        Value("status", "Status", Disabled, o => o.Disabled, (o, v) => o with { Disabled = v }) with
        {
            Description = "disabled: can't sign in. Default: active.",
        },
        Shown(
            "invited",
            new FlagShape { Description = "Whether the first password is still to be set." },
            view => !view.HasPassword),
        Shown("secondFactor", new FlagShape { Description = "Whether a second factor is set up." }, view => view.HasSecondFactor),
        new(Invitation, new TextShape { Format = "uri" })
        {
            ReadOnly = true,
            Description = "A link that sets the first password, once, for three days: only in the response to POST. Hand it over.",
        },
        Shown("version", Versions.Shape, view => view.Version),
        Shown("createdAt", Times.Shape, view => Times.Text(view.CreatedAt)));

    /// <param name="view">What is there.</param>
    /// <param name="invitation">Its link; null: it was told before.</param>
    public static JsonObject Write(OperatorView view, string? invitation = null)
    {
        var json = Operator.ToJson(view.Settings, view);
        if (invitation is not null)
            json[Invitation] = invitation;
        return json;
    }
}
