using Portal.Brands;
using static Portal.WebHost.Documents.FieldsOf<Portal.Brands.LookSettings, Portal.Brands.LookSettings>;
using static Portal.WebHost.Documents.ListSpellings;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary><c>look</c> of a brand or domain.</summary>
internal static class LookDocument
{
    public static readonly Document<LookSettings, LookSettings> Look = new(
        "Look",
        () => new LookSettings(),
        Value("primaryColor", "Primary colour", Text, l => l.PrimaryColor, (l, v) => l with { PrimaryColor = v }) with
        {
            Description = "#rrggbb.",
            Example = "\"#0a7cff\"",
        },
        Value("favicon", "Favicon", Text, l => l.Favicon, (l, v) => l with { Favicon = v }) with
        {
            Description = "Name of a public file.",
            Example = "\"acme-icon.png\"",
        },
        Value("logoDark", "Logo for dark pages", Text, l => l.LogoDark, (l, v) => l with { LogoDark = v }) with
        {
            Description = "Name of a public file, for dark pages.",
            Example = "\"acme-dark.png\"",
        },
        Value("titlePattern", "Title pattern", Text, l => l.TitlePattern, (l, v) => l with { TitlePattern = v }) with
        {
            Description = "With {page} and {brand}.",
            Example = "\"{page} · {brand}\"",
        },
        Value("languages", "Languages", WordsOrNone, l => l.Languages, (l, v) => l with { Languages = v }) with
        {
            Description = "Language codes; the first is the default.",
            Example = """["en", "de"]""",
        },
        Value("supportEmail", "Support address", Text, l => l.SupportEmail, (l, v) => l with { SupportEmail = v }) with
        {
            Format = "email",
            Example = "\"help@acme.example\"",
        },
        Value("links", "Links", LinkSpelling.Links, l => l.Links, (l, v) => l with { Links = v }))
    {
        Description = "How pages look. Anything null comes from the brand, or from the product's neutral default.",
        Nullable = true,
    };
}
