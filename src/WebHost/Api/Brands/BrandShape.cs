using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Brands;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>A brand as the API takes and shows it.</summary>
internal static class BrandShape
{
    private static readonly TextShape Optional = new() { Nullable = true };

    public static readonly ObjectShape Brand = new(
        "Brand",
        new Field(
            "id",
            new TextShape
            {
                Description = "Lower-case letters, digits and hyphens; at most 64. It can't be changed.",
                Example = "\"acme\"",
            },
            Required: true),
        new Field("name", new TextShape { Description = "What customers see.", Example = "\"Acme Telecom\"" }, Required: true),
        new Field("javaScript", Optional with { Description = "Raw JavaScript, or any number of script elements; at most 256 KiB." }),
        new Field("scriptSources", LookShape.ScriptSources),
        new Field("css", Optional with { Description = "At most 256 KiB." }),
        new Field("logo", Optional with { Description = "Name of a public file." }),
        new Field("footer", Optional),
        new Field("look", LookShape.Look),
        new Field("smtp", LookShape.Smtp),
        new Field("texts", LocalTextsShape.Texts),
        new Field("warnings", LookShape.Warnings, ReadOnly: true),
        new Field("version", new NumberShape { Description = "Increases with each change. It is the ETag." }, ReadOnly: true),
        new Field("createdAt", new TextShape { Format = "date-time" }, ReadOnly: true),
        new Field("changedAt", new TextShape { Format = "date-time" }, ReadOnly: true))
    {
        Description = "What many domains share. A domain's own value takes precedence over its brand's.",
        Example = """{ "id": "acme", "name": "Acme Telecom", "logo": "acme.png", "footer": "Acme Telecom Inc.", "look": { "primaryColor": "#0a7cff" } }""",
    };

    public static readonly ObjectShape Line = new(
        "BrandLine",
        new Field("id", new TextShape()),
        new Field("name", new TextShape()),
        new Field("logo", Optional),
        new Field("primaryColor", Optional),
        new Field("domains", new NumberShape { Description = "How many domains use it." }),
        new Field("version", new NumberShape()),
        new Field("changedAt", new TextShape { Format = "date-time" }))
    {
        Description = "A brand in a list. GET /brands/{id} has all of it.",
    };

    public static JsonObject Write(BrandView view) => new()
    {
        ["id"] = view.Settings.Id,
        ["name"] = view.Settings.Name,
        ["javaScript"] = view.Settings.JavaScript,
        ["scriptSources"] = Names<ScriptSources>.Of(view.Settings.ScriptSources),
        ["css"] = view.Settings.Css,
        ["logo"] = view.Settings.Logo,
        ["footer"] = view.Settings.Footer,
        ["look"] = LookShape.Write(view.Settings.Look),
        ["smtp"] = LookShape.Write(view.Settings.Smtp, view.HasSmtpPassword),
        ["texts"] = LocalTextsShape.Write(view.Settings.Texts),
        ["warnings"] = LookShape.Write(PolicyAdvice.Of(view.Settings.JavaScript, view.Settings.Css, view.Settings.ScriptSources)),
        ["version"] = view.Version,
        ["createdAt"] = Times.Text(view.CreatedAt),
        ["changedAt"] = Times.Text(view.ChangedAt),
    };

    public static JsonObject Write(BrandRow row) => new()
    {
        ["id"] = row.Id,
        ["name"] = row.Name,
        ["logo"] = row.Logo,
        ["primaryColor"] = row.PrimaryColor,
        ["domains"] = row.Domains,
        ["version"] = row.Version,
        ["changedAt"] = Times.Text(row.ChangedAt),
    };

    public static BrandSettings Read(JsonElement document, List<FieldError> errors)
    {
        var fields = new Fields(document, "", errors);
        return new BrandSettings
        {
            Id = fields.Text("id") ?? "",
            Name = fields.Text("name") ?? "",
            JavaScript = fields.Text("javaScript"),
            ScriptSources = fields.Choice("scriptSources", ScriptSources.Detect),
            Css = fields.Text("css"),
            Logo = fields.Text("logo"),
            Footer = fields.Text("footer"),
            Look = LookShape.ReadLook(fields.Inside("look")),
            Smtp = LookShape.ReadSmtp(fields.Inside("smtp")),
            Texts = LocalTextsShape.Read(document, errors),
        };
    }
}
