using Portal.Platform;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>The platform's settings as a form's fields, and back. Pure.</summary>
internal static class PlatformFields
{
    public static FormValues Write(PlatformSettings settings)
    {
        var values = new FormValues();
        values.Set("platformHost", settings.PlatformHost);
        SharedFields.Write(values, settings.Smtp);
        return values;
    }

    /// <summary>What a form doesn't show stays as it is; so does what configuration sets, which a form only shows.</summary>
    public static PlatformSettings Read(FormValues values, PlatformView now, List<FieldError> errors) => new()
    {
        PlatformHost = now.HostKey is null && values.Names.Contains("platformHost") ? values.One("platformHost")?.Trim() : now.Settings.PlatformHost,
        Smtp = now.SmtpKey is null && values.Names.Contains("smtp.server") ? SharedFields.ReadSmtp(values, errors) : now.Settings.Smtp,
    };
}
