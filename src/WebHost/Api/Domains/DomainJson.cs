using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Access;
using Portal.Brands;
using Portal.Dns;
using Portal.Domains;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>Domains to and from JSON.</summary>
internal static class DomainJson
{
    public static JsonObject Write(DomainView view)
    {
        var settings = view.Settings;
        return new JsonObject
        {
            ["host"] = settings.Host,
            ["brand"] = settings.Brand,
            ["brandName"] = settings.BrandName,
            ["customerSignUp"] = settings.CustomerSignUp,
            ["carrierSignUp"] = settings.CarrierSignUp,
            ["signUpPolicy"] = Names<SignUpPolicy>.Of(settings.SignUpPolicy),
            ["templateCustomer"] = settings.TemplateCustomer,
            ["currencies"] = LookShape.Texts(settings.Currencies),
            ["flags"] = LookShape.Texts(settings.Flags.Select(Names<DomainFlag>.Of)),
            ["access"] = LookShape.Texts(settings.Access),
            ["breakoutColumns"] = LookShape.Texts(settings.BreakoutColumns),
            ["cdrColumns"] = LookShape.Texts(settings.CdrColumns),
            ["javaScript"] = settings.JavaScript,
            ["scriptSources"] = settings.ScriptSources is { } sources ? Names<ScriptSources>.Of(sources) : null,
            ["css"] = settings.Css,
            ["logo"] = settings.Logo,
            ["footer"] = settings.Footer,
            ["look"] = LookShape.Write(settings.Look),
            ["smtp"] = LookShape.Write(settings.Smtp, view.HasSmtpPassword),
            ["texts"] = LocalTextsShape.Write(settings.Texts),
            // Of what it says itself: what its brand says has the brand's own.
            ["warnings"] = LookShape.Write(PolicyAdvice.Of(settings.JavaScript, settings.JavaScript is null && settings.ScriptSources is null ? null : settings.Css, settings.ScriptSources ?? ScriptSources.Detect)),
            ["status"] = Names<DomainStatus>.Of(settings.Status),
            ["version"] = view.Version,
            ["createdAt"] = Times.Text(view.CreatedAt),
            ["changedAt"] = Times.Text(view.ChangedAt),
        };
    }

    public static JsonObject Write(DomainRow row) => new()
    {
        ["host"] = row.Host,
        ["display"] = row.Display,
        ["brand"] = row.Brand,
        ["brandName"] = row.BrandName,
        ["status"] = Names<DomainStatus>.Of(row.Status),
        ["certificate"] = new JsonObject
        {
            ["state"] = Names<Certificates.CertificateState>.Of(row.CertificateState),
            ["notAfter"] = Times.Text(row.CertificateNotAfter),
            ["failure"] = row.Failure,
            ["served"] = row is { Status: DomainStatus.Enabled, CertificateState: Certificates.CertificateState.Issued or Certificates.CertificateState.Renewing },
        },
        ["dnsOk"] = row.Dns == DnsVerdict.Unknown ? null : row.Dns == DnsVerdict.Ok,
        ["version"] = row.Version,
        ["changedAt"] = Times.Text(row.ChangedAt),
    };

    /// <summary>What a document says that <see cref="DomainShape.Domain"/> has passed. The host is as it was written.</summary>
    public static DomainSettings Read(JsonElement document, List<FieldError> errors)
    {
        var fields = new Fields(document, "", errors);
        var currencies = fields.Texts("currencies");
        if (currencies is null)
            fields.Refuse("currencies", "Give at least one currency, such as [\"USD\"].");
        return new DomainSettings
        {
            Host = fields.Text("host") ?? "",
            Brand = fields.Text("brand"),
            BrandName = fields.Text("brandName"),
            CustomerSignUp = fields.Flag("customerSignUp"),
            CarrierSignUp = fields.Flag("carrierSignUp"),
            SignUpPolicy = fields.Choice("signUpPolicy", SignUpPolicy.Open),
            TemplateCustomer = fields.Text("templateCustomer"),
            Currencies = currencies ?? ["USD"],
            Flags = fields.Choices<DomainFlag>("flags"),
            Access = fields.Texts("access") ?? Sections.All,
            BreakoutColumns = fields.Texts("breakoutColumns") ?? Columns.BreakoutDefault,
            CdrColumns = fields.Texts("cdrColumns") ?? Columns.CdrDefault,
            JavaScript = fields.Text("javaScript"),
            ScriptSources = fields.ChoiceOrNone<ScriptSources>("scriptSources"),
            Css = fields.Text("css"),
            Logo = fields.Text("logo"),
            Footer = fields.Text("footer"),
            Look = LookShape.ReadLook(fields.Inside("look")),
            Smtp = LookShape.ReadSmtp(fields.Inside("smtp")),
            Texts = LocalTextsShape.Read(document, errors),
            Status = fields.Choice("status", DomainStatus.Enabled),
        };
    }
}
