using Portal.Access;
using Portal.Brands;
using Portal.Domains;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>A domain's settings as its form's fields, and back. Pure.</summary>
internal static class DomainFields
{
    public static FormValues Write(DomainSettings domain)
    {
        var values = new FormValues();
        values.Set("host", domain.Host);
        values.Set("brand", domain.Brand);
        values.Set("brandName", domain.BrandName);
        values.Set("customerSignUp", domain.CustomerSignUp ? "true" : null);
        values.Set("carrierSignUp", domain.CarrierSignUp ? "true" : null);
        values.Set("signUpPolicy", SharedFields.Name(domain.SignUpPolicy));
        values.Set("templateCustomer", domain.TemplateCustomer);
        values.Set("currencies", string.Join(", ", domain.Currencies));
        values.Set("flags", [.. domain.Flags.Select(f => SharedFields.Name(f))]);
        values.Set("access", domain.Access);
        values.Set("breakoutColumns", domain.BreakoutColumns);
        values.Set("cdrColumns", domain.CdrColumns);
        values.Set("javaScript", domain.JavaScript);
        values.Set("css", domain.Css);
        values.Set("logo", domain.Logo);
        values.Set("footer", domain.Footer);
        values.Set("status", domain.Status == DomainStatus.Enabled ? "enabled" : null);
        SharedFields.Write(values, domain.Look);
        SharedFields.Write(values, domain.Smtp);
        SharedFields.Write(values, domain.Texts);
        values.Set("scriptSources", domain.ScriptSources is { } sources ? SharedFields.Name(sources) : null);
        return values;
    }

    public static DomainSettings Read(FormValues values, string host, List<FieldError> errors) => new()
    {
        Host = host,
        Brand = values.One("brand")?.Trim(),
        BrandName = values.One("brandName")?.Trim(),
        CustomerSignUp = values.IsOn("customerSignUp"),
        CarrierSignUp = values.IsOn("carrierSignUp"),
        SignUpPolicy = values.One("signUpPolicy") == "approval" ? SignUpPolicy.Approval : SignUpPolicy.Open,
        TemplateCustomer = values.One("templateCustomer")?.Trim(),
        Currencies = [.. (SharedFields.List(values.One("currencies")) ?? []).Select(CurrencyCodes.Clean).OfType<string>()],
        Flags = [.. values.Many("flags").Select(SharedFields.Value<DomainFlag>).OfType<DomainFlag>().Distinct()],
        Access = values.Many("access"),
        BreakoutColumns = Picked.Read(values, "breakoutColumns"),
        CdrColumns = Picked.Read(values, "cdrColumns"),
        JavaScript = values.One("javaScript"),
        Css = values.One("css"),
        Logo = values.One("logo"),
        Footer = values.One("footer"),
        Look = SharedFields.ReadLook(values),
        Smtp = SharedFields.ReadSmtp(values, errors),
        Texts = SharedFields.ReadTexts(values),
        ScriptSources = SharedFields.Value<ScriptSources>(values.One("scriptSources")),
        Status = values.IsOn("status") ? DomainStatus.Enabled : DomainStatus.Disabled,
    };

    /// <summary>With what the form could not offer.</summary>
    public static DomainSettings Keep(DomainSettings read, DomainSettings stored) => Keeping.Stay(read, stored) with
    {
        Access = NotOffered.Keep(read.Access, stored.Access, Sections.All),
        BreakoutColumns = NotOffered.Keep(read.BreakoutColumns, stored.BreakoutColumns, Columns.Breakout),
        CdrColumns = NotOffered.Keep(read.CdrColumns, stored.CdrColumns, Columns.Cdr),
    };

    /// <summary>What a new domain starts with.</summary>
    public static DomainSettings New(string host) => new()
    {
        Host = host,
        Currencies = ["USD"],
        Access = Sections.All,
        BreakoutColumns = Columns.BreakoutDefault,
        CdrColumns = Columns.CdrDefault,
    };
}
