using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Files;
using Portal.Saving;

namespace Portal.Brands;

/// <summary>How pages look: colour, pictures, title, languages, links.</summary>
internal static partial class LookRules
{
    /// <summary>The languages there are texts in; the first is the product's default. The build notes them (Grains.csproj).</summary>
    public static readonly string[] Languages =
    [
        "en",
        .. typeof(LookRules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(noted => noted.Key == "PortalLanguages").Value!
            .Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(file => file[(file.IndexOf('.', StringComparison.Ordinal) + 1)..]),
    ];

    private const int LongestTitle = 200;
    private const int LongestLinkText = 80;
    private const int LongestUrl = 2048;
    private const int MostLinks = 10;

    public static async Task<LookSettings> Check(
        LookSettings? look,
        LookSettings? stored,
        string? brand,
        IFileDirectory files,
        FieldErrors errors,
        CancellationToken cancellation) =>
        look is null ? new() : look with
        {
            PrimaryColor = Color(look.PrimaryColor, errors),
            Favicon = await PictureRules.Check(look.Favicon, "look.favicon", brand, files, errors, cancellation),
            LogoDark = await PictureRules.Check(look.LogoDark, "look.logoDark", brand, files, errors, cancellation),
            TitlePattern = Title(look.TitlePattern, errors),
            Languages = look.Languages is { Length: > 0 }
                ? KeyRules.Known(look.Languages, "look.languages", "language", Languages, errors, stored?.Languages)
                : null,
            SupportEmail = MailboxRules.Address(look.SupportEmail, "look.supportEmail", errors),
            Links = Links(look.Links, "look.links", errors),
        };

    private static string? Color(string? written, FieldErrors errors)
    {
        var text = written?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        if (BrandColor.TryParse(text, out var color))
            return color.ToString();
        errors.Add("look.primaryColor", "Enter the colour as # and six hexadecimal digits, such as #0a7cff.");
        return text;
    }

    private static string? Title(string? written, FieldErrors errors)
    {
        var title = TextRules.Line(written, "look.titlePattern", LongestTitle, errors);
        if (title is not null && Braces().Replace(title, "").AsSpan().ContainsAny('{', '}'))
            errors.Add("look.titlePattern", "Only {page} and {brand} can appear in braces, as in “{page} · {brand}”.");
        return title;
    }

    /// <summary>Null: none.</summary>
    public static LinkSettings[]? Links(LinkSettings?[]? links, string field, FieldErrors errors)
    {
        if (links is null or { Length: 0 })
            return null;
        if (links.Length > MostLinks)
            errors.Add(field, $"There are {links.Length} links; the limit is {MostLinks}.");
        return [.. links.Select((link, i) => Link(link, $"{field}[{i}]", errors))];
    }

    private static LinkSettings Link(LinkSettings? link, string field, FieldErrors errors)
    {
        var text = TextRules.Line(link?.Text, field + ".text", LongestLinkText, errors);
        if (text is null)
            errors.Add(field + ".text", "Enter the link's text, such as “Terms”.");
        var url = TextRules.Line(link?.Url, field + ".url", LongestUrl, errors);
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme != Uri.UriSchemeHttps
            || parsed.UserInfo.Length > 0 || parsed.Host.Length == 0)
            errors.Add(field + ".url", "Enter an address that begins with https://, such as https://acme.example/terms.");
        return new(text ?? "", url ?? "");
    }

    [GeneratedRegex(@"\{(page|brand)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Braces();
}
