using System.Text.RegularExpressions;
using Portal.Files;
using Portal.Saving;

namespace Portal.Brands;

internal sealed partial class BrandRules(IFileDirectory files) : IBrandRules
{
    /// <summary>Characters of a brand's name: it stands in headings, titles and mail subjects.</summary>
    public const int LongestName = 100;

    /// <summary>Characters of a footer.</summary>
    public const int LongestFooter = 4000;

    private const int MostDays = 3650;

    /// <summary>Whether this can be a brand's id: no grain and no row is asked about another.</summary>
    public static bool IsId(string? id) => id is not null && Id().IsMatch(id);

    public async Task<(BrandSettings Settings, IReadOnlyList<FieldError> Errors)> Check(
        BrandSettings settings, BrandSettings? stored, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var name = TextRules.Line(settings.Name, "name", LongestName, errors);
        if (name is null)
            errors.Add("name", "Enter the name that customers see.");
        if (!IsId(settings.Id))
            errors.Add("id", "Enter an id of lower-case letters, digits and hyphens, such as “acme-telecom”, with at most 64 characters.");
        if (settings.MaskNumbersAfterDays is < 0 or > MostDays)
            errors.Add("maskNumbersAfterDays", $"Enter days from 0 to {MostDays}, or nothing.");
        var clean = settings with
        {
            Name = name ?? "",
            JavaScript = ScriptRules.Check(settings.JavaScript, settings.ScriptSources, errors),
            Texts = LocalTextRules.Check(settings.Texts, errors),
            Css = CssRules.Check(settings.Css, errors),
            Logo = await PictureRules.Check(settings.Logo, "logo", settings.Id, files, errors, cancellation),
            Footer = TextRules.Lines(settings.Footer, "footer", LongestFooter, errors),
            Look = await LookRules.Check(settings.Look, stored?.Look, settings.Id, files, errors, cancellation),
            Smtp = SmtpRules.Check(settings.Smtp, errors),
        };
        return (clean, errors.All);
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
