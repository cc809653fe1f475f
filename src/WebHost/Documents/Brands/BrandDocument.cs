using System.Text.Json.Nodes;
using Portal.Brands;
using static Portal.WebHost.Documents.FieldsOf<Portal.Brands.BrandSettings, Portal.Brands.BrandView>;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary>A brand, as people and programs read and change it.</summary>
internal static class BrandDocument
{
    public static readonly Document<BrandSettings, BrandView> Brand = new(
        "Brand",
        () => new BrandSettings { Id = "", Name = "" },
        Value("id", "Id", Name, b => b.Id, (b, v) => b with { Id = v }) with
        {
            Required = true,
            Description = "Lower-case letters, digits and hyphens; at most 64. It can't be changed.",
            Example = "\"acme\"",
        },
        Value("name", "Name", Name, b => b.Name, (b, v) => b with { Name = v }) with
        {
            Required = true,
            Description = "What customers see.",
            Example = "\"Acme Telecom\"",
        },
        Value("javaScript", "JavaScript", Text, b => b.JavaScript, (b, v) => b with { JavaScript = v }) with
        {
            Description = "Raw JavaScript, or any number of script elements; at most 256 KiB.",
        },
        Value(
            "scriptSources", "Script sources", Choice<ScriptSources>(isTold: false),
            b => b.ScriptSources, (b, v) => b with { ScriptSources = v }) with
        {
            Description = ScriptParts.Sources,
        },
        Value("css", "CSS", Text, b => b.Css, (b, v) => b with { Css = v }) with { Description = "At most 256 KiB." },
        Value("logo", "Logo", Text, b => b.Logo, (b, v) => b with { Logo = v }) with { Description = "Name of a public file." },
        Value("footer", "Footer text", Text, b => b.Footer, (b, v) => b with { Footer = v }),
        Part("look", LookDocument.Look, b => b.Look, (b, v) => b with { Look = v }),
        PartOrNone("smtp", SmtpDocument.Smtp, b => b.Smtp, (b, v) => b with { Smtp = v }, v => v.HasSmtpPassword, SmtpDocument.IsEmpty),
        LocalTextsDocument.Texts<BrandSettings, BrandView>(b => b.Texts, (b, v) => b with { Texts = v }),
        Value(
            "maskNumbersAfterDays", "Mask numbers after", Whole, b => b.MaskNumbersAfterDays, (b, v) => b with { MaskNumbersAfterDays = v })
            with
        {
            Description = "Days after which customers see the numbers of calls without their last three digits, in pages and files; 0: at "
                    + "once; null: never. Staff and API keys see them whole.",
        },
        ScriptParts.Warnings<BrandSettings, BrandView>(view =>
            PolicyAdvice.Of(view.Settings.JavaScript, view.Settings.Css, view.Settings.ScriptSources)),
        Shown("version", Versions.Shape, view => view.Version),
        Shown("createdAt", Times.Shape, view => Times.Text(view.CreatedAt)),
        Shown("changedAt", Times.Shape, view => Times.Text(view.ChangedAt)))
    {
        Description = "What many domains share. A domain's own value takes precedence over its brand's.",
        Example = """
            { "id": "acme", "name": "Acme Telecom", "logo": "acme.png", "footer": "Acme Telecom Inc.",
              "look": { "primaryColor": "#0a7cff" } }
            """,
    };

    public static JsonObject Write(BrandView view) => Brand.ToJson(view.Settings, view);
}
