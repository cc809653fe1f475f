using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.Api;

/// <summary>A member of staff as the API takes and shows it.</summary>
internal static class OperatorShape
{
    private static readonly string[] Statuses = ["active", "disabled"];

    public static readonly ObjectShape Operator = new(
        "Operator",
        new Field("id", new TextShape(), ReadOnly: true),
        new Field("name", new TextShape { Description = "What colleagues and customers see.", Example = "\"Olga Owner\"" }, Required: true),
        new Field(
            "email",
            new TextShape { Format = "email", Description = "The login. It can't be changed.", Example = "\"olga@operator.example\"" },
            Required: true),
        new Field("role", new TextShape { Choices = Names<StaffRole>.All, Description = "Default: readOnly." }),
        new Field("brands", new ListShape(new TextShape()) { Description = "For the role reseller: the brands that it sees and changes." }),
        new Field("customScript", new FlagShape { Description = "For the role reseller: whether it may set scripts." }),
        new Field("status", new TextShape { Choices = Statuses, Description = "disabled: can't sign in. Default: active." }),
        new Field("invited", new FlagShape { Description = "Whether the first password is still to be set." }, ReadOnly: true),
        new Field("secondFactor", new FlagShape { Description = "Whether a second factor is set up." }, ReadOnly: true),
        new Field(
            "invitation",
            new TextShape
            {
                Format = "uri",
                Description = "A link that sets the first password, once, for three days: only in the response to POST. Hand it over.",
            },
            ReadOnly: true),
        new Field("version", new NumberShape { Description = "Increases with each change. It is the ETag." }, ReadOnly: true),
        new Field("createdAt", new TextShape { Format = "date-time" }, ReadOnly: true));

    public static JsonObject Write(OperatorView view, string? invitation = null)
    {
        var json = new JsonObject
        {
            ["id"] = view.Id,
            ["name"] = view.Settings.Name,
            ["email"] = view.Settings.Email,
            ["role"] = Names<StaffRole>.Of(view.Settings.Rights.Role),
            ["brands"] = LookShape.Texts(view.Settings.Rights.Brands),
            ["customScript"] = view.Settings.Rights.CustomScript,
            ["status"] = view.Settings.Disabled ? "disabled" : "active",
            ["invited"] = !view.HasPassword,
            ["secondFactor"] = view.HasSecondFactor,
            ["version"] = view.Version,
            ["createdAt"] = Times.Text(view.CreatedAt),
        };
        if (invitation is not null)
            json["invitation"] = invitation;
        return json;
    }

    public static OperatorSettings Read(JsonElement document, List<FieldError> errors)
    {
        var fields = new Fields(document, "", errors);
        var status = fields.Text("status") ?? "active";
        if (!Statuses.Contains(status, StringComparer.Ordinal))
            fields.Refuse("status", "This value doesn't exist. Allowed: active, disabled.");
        return new OperatorSettings
        {
            Email = fields.Text("email") ?? "",
            Name = fields.Text("name") ?? "",
            Rights = new StaffRights
            {
                Role = fields.Choice("role", StaffRole.ReadOnly),
                Brands = fields.Texts("brands") ?? [],
                CustomScript = fields.Flag("customScript"),
            },
            Disabled = status == "disabled",
        };
    }
}
