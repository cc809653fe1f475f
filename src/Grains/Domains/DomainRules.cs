using Portal.Brands;
using Portal.Files;
using Portal.Platform;
using Portal.Saving;

namespace Portal.Domains;

internal sealed class DomainRules(
    PlatformNames platform, IBrandDirectory brands, IFileDirectory files, ITemplateCustomers templates) : IDomainRules
{
    private const int LongestId = 64;

    public async Task<(DomainSettings Settings, IReadOnlyList<FieldError> Errors)> Check(
        DomainSettings settings, DomainSettings? stored, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var clean = settings with
        {
            Host = HostRules.Check(settings.Host, await platform.Host(), platform.ControlHosts, errors),
            Brand = TextRules.Line(settings.Brand, "brand", LongestId, errors),
            BrandName = TextRules.Line(settings.BrandName, "brandName", BrandRules.LongestName, errors),
            TemplateCustomer = TextRules.Line(settings.TemplateCustomer, "templateCustomer", LongestId, errors),
            Currencies = CurrencyRules.Check(settings.Currencies, stored?.Currencies, errors),
            Flags = [.. (settings.Flags ?? []).Distinct()],
            Access = ReportRules.Sections(settings.Access, stored?.Access, errors),
            BreakoutColumns = ReportRules.Breakout(settings.BreakoutColumns, stored?.BreakoutColumns, errors),
            CdrColumns = ReportRules.Cdr(settings.CdrColumns, stored?.CdrColumns, errors),
            Views = ReportRules.Views(settings.Views, errors),
            JavaScript = ScriptRules.Check(settings.JavaScript, settings.ScriptSources ?? ScriptSources.Detect, errors),
            Texts = LocalTextRules.Check(settings.Texts, errors),
            Css = CssRules.Check(settings.Css, errors),
            Logo = await PictureRules.Check(settings.Logo, "logo", settings.Brand, files, errors, cancellation),
            Footer = TextRules.Lines(settings.Footer, "footer", BrandRules.LongestFooter, errors),
            Look = await LookRules.Check(settings.Look, stored?.Look, settings.Brand, files, errors, cancellation),
            Smtp = SmtpRules.Check(settings.Smtp, errors),
        };

        if (clean.Brand is { } brand && !await brands.Exists(brand, cancellation))
            errors.Add("brand", $"There is no brand “{brand}”. Choose one from the list, or leave it empty and enter a brand name.");
        if (clean.TemplateCustomer is { } template && !await templates.Exists(template, cancellation))
            errors.Add("templateCustomer", $"There is no customer “{template}”. Choose another, or leave it empty.");
        return (clean, errors.All);
    }
}
