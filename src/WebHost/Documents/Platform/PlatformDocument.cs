using System.Text.Json.Nodes;
using Portal.Platform;
using Portal.Saving;
using static Portal.WebHost.Documents.FieldsOf<Portal.Platform.PlatformSettings, Portal.Platform.PlatformView>;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary>The platform's settings, as people and programs read and change them.</summary>
internal static class PlatformDocument
{
    private const string Host = "platformHost", Smtp = "smtp";

    public static readonly Document<PlatformSettings, PlatformView> Platform = new(
        "Platform",
        () => new PlatformSettings(),
        Value(Host, "Host name", Word, p => p.PlatformHost, (p, v) => p with { PlatformHost = v }) with
        {
            Description = "The name that customers' CNAME records point at. Null: the default.",
            Example = "\"portal.operator.example\"",
        },
        PartOrNone(Smtp, SmtpDocument.Smtp, p => p.Smtp, (p, v) => p with { Smtp = v }, v => v.HasSmtpPassword, SmtpDocument.IsEmpty),
        Shown(
            "fixed",
            new ListShape(new TextShape { Choices = [Host, Smtp] })
            {
                Description = "What the configuration sets: another value is refused here.",
            },
            view => JsonList.Of([.. view.HostKey is null ? [] : (string[])[Host], .. view.SmtpKey is null ? [] : (string[])[Smtp]])),
        Shown("version", Versions.Shape, view => view.Version),
        Shown("changedAt", Times.Shape with { Nullable = true }, view => Times.Text(view.ChangedAt)))
    {
        Description = "Settings for the whole platform. A configuration key that is set takes precedence.",
        Example = """
            { "platformHost": "portal.operator.example",
              "smtp": { "server": "smtp.operator.example", "from": "Operator <portal@operator.example>" } }
            """,
    };

    public static JsonObject Write(PlatformView view) => Platform.ToJson(view.Settings, view);

    /// <summary>What a form doesn't show stays as it is; so does what configuration sets, which a form only shows.</summary>
    public static PlatformSettings FromForm(FormValues form, PlatformView now, List<FieldError> errors) => Platform.FromForm(
        form,
        errors,
        now.Settings,
        name => name == Host
            ? now.HostKey is null && form.Names.Contains(Host)
            : now.SmtpKey is null && form.Names.Contains("smtp.server"));
}
