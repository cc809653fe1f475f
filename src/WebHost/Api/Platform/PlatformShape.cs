using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Platform;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>The platform's settings as the API takes and shows them.</summary>
internal static class PlatformShape
{
    public static readonly ObjectShape Platform = new(
        "Platform",
        new Field("platformHost", new TextShape { Nullable = true, Description = "The name that customers' CNAME records point at. Null: the default.", Example = "\"portal.operator.example\"" }),
        new Field("smtp", LookShape.Smtp),
        new Field(
            "fixed",
            new ListShape(new TextShape { Choices = ["platformHost", "smtp"] })
            {
                Description = "What the configuration sets: another value is refused here.",
            },
            ReadOnly: true),
        new Field("version", new NumberShape { Description = "Increases with each change. It is the ETag." }, ReadOnly: true),
        new Field("changedAt", new TextShape { Format = "date-time", Nullable = true }, ReadOnly: true))
    {
        Description = "Settings for the whole platform. A configuration key that is set takes precedence.",
        Example = """{ "platformHost": "portal.operator.example", "smtp": { "server": "smtp.operator.example", "from": "Operator <portal@operator.example>" } }""",
    };

    public static JsonObject Write(PlatformView view) => new()
    {
        ["platformHost"] = view.Settings.PlatformHost,
        ["smtp"] = LookShape.Write(view.Settings.Smtp, view.HasSmtpPassword),
        ["fixed"] = LookShape.Texts([.. view.HostKey is null ? [] : (string[])["platformHost"], .. view.SmtpKey is null ? [] : (string[])["smtp"]]),
        ["version"] = view.Version,
        ["changedAt"] = view.ChangedAt is { } time ? Times.Text(time) : null,
    };

    public static PlatformSettings Read(JsonElement document, List<FieldError> errors)
    {
        var fields = new Fields(document, "", errors);
        return new PlatformSettings { PlatformHost = fields.Text("platformHost"), Smtp = LookShape.ReadSmtp(fields.Inside("smtp")) };
    }
}
