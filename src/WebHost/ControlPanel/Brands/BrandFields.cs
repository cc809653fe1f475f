using Portal.Brands;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>A brand's settings as its form's fields, and back. Pure.</summary>
internal static class BrandFields
{
    public static FormValues Write(BrandSettings brand)
    {
        var values = new FormValues();
        values.Set("id", brand.Id);
        values.Set("name", brand.Name);
        values.Set("javaScript", brand.JavaScript);
        values.Set("css", brand.Css);
        values.Set("logo", brand.Logo);
        values.Set("footer", brand.Footer);
        SharedFields.Write(values, brand.Look);
        SharedFields.Write(values, brand.Smtp);
        SharedFields.Write(values, brand.Texts);
        values.Set("scriptSources", SharedFields.Name(brand.ScriptSources));
        return values;
    }

    public static BrandSettings Read(FormValues values, string id, List<FieldError> errors) => new()
    {
        Id = id,
        Name = values.One("name")?.Trim() ?? "",
        JavaScript = values.One("javaScript"),
        Css = values.One("css"),
        Logo = values.One("logo"),
        Footer = values.One("footer"),
        Look = SharedFields.ReadLook(values),
        Smtp = SharedFields.ReadSmtp(values, errors),
        Texts = SharedFields.ReadTexts(values),
        ScriptSources = SharedFields.Value<ScriptSources>(values.One("scriptSources")) ?? ScriptSources.Detect,
    };
}
