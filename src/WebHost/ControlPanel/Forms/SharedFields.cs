using System.Globalization;
using Portal.Brands;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>The parts that a domain's and a brand's form share: look and mail server.</summary>
internal static class SharedFields
{
    public static void Write(FormValues values, LookSettings look)
    {
        values.Set("look.primaryColor", look.PrimaryColor);
        values.Set("look.favicon", look.Favicon);
        values.Set("look.logoDark", look.LogoDark);
        values.Set("look.titlePattern", look.TitlePattern);
        values.Set("look.languages", look.Languages is null ? null : string.Join(", ", look.Languages));
        values.Set("look.supportEmail", look.SupportEmail);
        values.Set("look.links", Links(look.Links));
    }

    /// <summary>Languages that a form has texts in.</summary>
    public static IReadOnlyList<string> Languages => LookRules.Languages;

    public static void Write(FormValues values, Dictionary<string, LocalTexts>? texts)
    {
        foreach (var language in Languages)
        {
            var said = texts?.GetValueOrDefault(language);
            values.Set($"texts.{language}.footer", said?.Footer);
            values.Set($"texts.{language}.links", Links(said?.Links));
            values.Set($"texts.{language}.support", said?.Support);
        }
    }

    public static Dictionary<string, LocalTexts>? ReadTexts(FormValues values)
    {
        var texts = Languages.ToDictionary(language => language, language => new LocalTexts
        {
            Footer = values.One($"texts.{language}.footer"),
            Links = Links(values.One($"texts.{language}.links")),
            Support = values.One($"texts.{language}.support"),
        }, StringComparer.Ordinal);
        return texts.Values.All(said => said is { Footer: null, Links: null, Support: null }) ? null : texts;
    }

    public static LookSettings ReadLook(FormValues values) => new()
    {
        PrimaryColor = values.One("look.primaryColor"),
        Favicon = values.One("look.favicon"),
        LogoDark = values.One("look.logoDark"),
        TitlePattern = values.One("look.titlePattern"),
        Languages = List(values.One("look.languages")),
        SupportEmail = values.One("look.supportEmail"),
        Links = Links(values.One("look.links")),
    };

    public static void Write(FormValues values, SmtpSettings? smtp)
    {
        values.Set("smtp.server", smtp?.Server);
        values.Set("smtp.port", smtp?.Port.ToString(CultureInfo.InvariantCulture) ?? "587");
        values.Set("smtp.security", Name(smtp?.Security ?? SmtpSecurity.StartTls));
        values.Set("smtp.userName", smtp?.UserName);
        values.Set("smtp.from", smtp?.From);
        values.Set("smtp.replyTo", smtp?.ReplyTo);
    }

    /// <summary>Null: nothing of a mail server is filled in, so the one above it in rank is used.</summary>
    public static SmtpSettings? ReadSmtp(FormValues values, List<FieldError> errors)
    {
        var password = values.IsOn("smtp.password.clear") ? SecretInput.Clear : values.One("smtp.password") is { } typed ? SecretInput.Set(typed) : SecretInput.Keep;
        if (values.One("smtp.server") is null && values.One("smtp.userName") is null && values.One("smtp.from") is null && values.One("smtp.replyTo") is null && password.Value is null)
            return null;
        if (!int.TryParse(values.One("smtp.port") ?? "587", NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            errors.Add(new("smtp.port", "Enter a port from 1 to 65535. The usual ones are 587, 465 and 25."));
            port = 587;
        }

        return new SmtpSettings
        {
            Server = values.One("smtp.server")?.Trim(),
            Port = port,
            Security = Value<SmtpSecurity>(values.One("smtp.security")) ?? SmtpSecurity.StartTls,
            UserName = values.One("smtp.userName"),
            Password = password,
            From = values.One("smtp.from"),
            ReplyTo = values.One("smtp.replyTo"),
        };
    }

    /// <summary>Words between commas or spaces; null: none.</summary>
    public static string[]? List(string? text) =>
        text?.Split([',', ' ', ';', '\n', '\r', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : null;

    /// <summary>An enum's value as the API names it.</summary>
    public static string Name(Enum value)
    {
        var text = value.ToString();
        return char.ToLowerInvariant(text[0]) + text[1..];
    }

    /// <summary>An enum's value by that name, in any case; null: nobody knows it. A number is no name.</summary>
    public static T? Value<T>(string? name)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(known => string.Equals(known.ToString(), name, StringComparison.OrdinalIgnoreCase));

    private static string? Links(LinkSettings[]? links) => links is null ? null : string.Join('\n', links.Select(l => l.Text + " | " + l.Url));

    private static LinkSettings[]? Links(string? written) =>
        written is null ? null : [.. written.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Link)];

    private static LinkSettings Link(string line)
    {
        var bar = line.LastIndexOf('|');
        return bar < 0 ? new LinkSettings(line, "") : new LinkSettings(line[..bar].Trim(), line[(bar + 1)..].Trim());
    }
}
