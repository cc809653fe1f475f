using System.Text.Json.Nodes;
using Portal.Access;
using Portal.Brands;
using Portal.Domains;
using static Portal.WebHost.Documents.FieldsOf<Portal.Domains.DomainSettings, Portal.Domains.DomainView>;
using static Portal.WebHost.Documents.ListSpellings;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary>A domain, as people and programs read and change it: one line here is a field in API and control panel.</summary>
internal static class DomainDocument
{
    private static readonly Spelling<string[]> RequiredCurrencies = Currencies with
    {
        FromJson = (json, name, absent) =>
        {
            if (json.Texts(name) is { } codes)
                return codes;
            json.Refuse(name, "Give at least one currency, such as [\"USD\"].");
            return absent;
        },
    };

    public static readonly Document<DomainSettings, DomainView> Domain = new(
        "Domain",
        () => New(""),
        Value("host", "Domain", Name, d => d.Host, (d, v) => d with { Host = v }) with
        {
            Required = true,
            Format = "hostname",
            Description = "The host name; an international one may be sent as people write it. It can't be changed.",
            Example = "\"portal.acme.example\"",
        },
        Value("brand", "Shared brand", Word, d => d.Brand, (d, v) => d with { Brand = v }) with
        {
            Description = "Id of a brand. Without it, a brand is created from brandName.",
            Example = "\"acme\"",
        },
        Value("brandName", "Brand name", Word, d => d.BrandName, (d, v) => d with { BrandName = v }) with
        {
            Description = "What customers read; null: the brand's name.",
            Example = "\"Acme Telecom\"",
        },
        Value("customerSignUp", "Customers may sign up", Flag, d => d.CustomerSignUp, (d, v) => d with { CustomerSignUp = v }),
        Value("carrierSignUp", "Carriers may sign up", Flag, d => d.CarrierSignUp, (d, v) => d with { CarrierSignUp = v }),
        Value(
            "signUpPolicy", "After a sign-up", Choice<SignUpPolicy>(isTold: false),
            d => d.SignUpPolicy, (d, v) => d with { SignUpPolicy = v }) with
        {
            Description = "Default: open.",
        },
        Value("templateCustomer", "Template customer", Word, d => d.TemplateCustomer, (d, v) => d with { TemplateCustomer = v }) with
        {
            Description = "Id of the customer that sign-ups are copied from.",
        },
        Value("currencies", "Currencies", RequiredCurrencies, d => d.Currencies, (d, v) => d with { Currencies = v }) with
        {
            Required = true,
            Description = "ISO 4217 codes to choose from when signing up; the first is preselected.",
            Example = """["USD", "EUR"]""",
        },
        Value("flags", "Flags", Choices<DomainFlag>(), d => d.Flags, (d, v) => d with { Flags = v }),
        Value("access", "Sections that customers see", Keys(Sections.All), d => d.Access, (d, v) => d with { Access = v }) with
        {
            Description = "Sections that customers of this domain see. Absent: all.",
        },
        Value(
            "breakoutColumns", "Columns of the Breakout report", OrderedKeys(Columns.Breakout),
            d => d.BreakoutColumns, (d, v) => d with { BreakoutColumns = v }) with
        {
            Description = "In this order. Absent: the default ones.",
        },
        Value(
            "cdrColumns", "Columns of the CDR report", OrderedKeys(Columns.Cdr),
            d => d.CdrColumns, (d, v) => d with { CdrColumns = v }) with
        {
            Description = "In this order. Absent: the default ones.",
        },
        Value("views", "Views for customers", Map, d => d.Views ?? [], (d, v) => d with { Views = v.Count == 0 ? null : v }) with
        {
            Description = "Addresses of Calls and Breakout by the names that customers see beside their own saved views, at most 10.",
            Example = """{ "Failed today": "/cdr?range=today&connected=false" }""",
        },
        Value("javaScript", "JavaScript", Text, d => d.JavaScript, (d, v) => d with { JavaScript = v }) with
        {
            Description = "Raw JavaScript, or any number of script elements; at most 256 KiB. null: the brand's.",
        },
        Value(
            "scriptSources", "Script sources", ChoiceOrNone<ScriptSources>(isTold: false),
            d => d.ScriptSources, (d, v) => d with { ScriptSources = v }) with
        {
            Description = ScriptParts.Sources + " null: the brand's.",
        },
        Value("css", "CSS", Text, d => d.Css, (d, v) => d with { Css = v }) with { Description = "At most 256 KiB. null: the brand's." },
        Value("logo", "Logo", Text, d => d.Logo, (d, v) => d with { Logo = v }) with
        {
            Description = "Name of a public file. null: the brand's.",
            Example = "\"acme.png\"",
        },
        Value("footer", "Footer text", Text, d => d.Footer, (d, v) => d with { Footer = v }) with { Description = "null: the brand's." },
        Part("look", LookDocument.Look, d => d.Look, (d, v) => d with { Look = v }),
        PartOrNone("smtp", SmtpDocument.Smtp, d => d.Smtp, (d, v) => d with { Smtp = v }, v => v.HasSmtpPassword, SmtpDocument.IsEmpty),
        LocalTextsDocument.Texts<DomainSettings, DomainView>(d => d.Texts, (d, v) => d with { Texts = v }),
        // Of what it says itself: what its brand says has the brand's own.
        ScriptParts.Warnings<DomainSettings, DomainView>(view => view.Settings is { JavaScript: null, ScriptSources: null }
            ? PolicyAdvice.Of(null, null, ScriptSources.Detect)
            : PolicyAdvice.Of(view.Settings.JavaScript, view.Settings.Css, view.Settings.ScriptSources ?? ScriptSources.Detect)),
        Value("status", "Status", Tick(DomainStatus.Enabled, DomainStatus.Disabled), d => d.Status, (d, v) => d with { Status = v }) with
        {
            Description = "Default: enabled.",
        },
        Shown("version", Versions.Shape, view => view.Version),
        Shown("createdAt", Times.Shape, view => Times.Text(view.CreatedAt)),
        Shown("changedAt", Times.Shape, view => Times.Text(view.ChangedAt)))
    {
        Example = """
            { "host": "portal.acme.example", "brand": "acme", "brandName": null, "customerSignUp": true, "carrierSignUp": false,
              "signUpPolicy": "open", "templateCustomer": null, "currencies": ["USD", "EUR"],
              "flags": ["requireSecondFactor", "rememberMe"], "access": ["dashboard", "cdr", "breakout", "payments"],
              "breakoutColumns": ["destinationName", "attempts", "connected", "duration", "charge", "asr", "acd"],
              "cdrColumns": ["callTime", "source", "destination", "duration", "charge"],
              "javaScript": null, "css": ":root { --radius: 0; }", "logo": "acme.png", "footer": null,
              "look": { "primaryColor": "#0a7cff", "languages": ["en", "de"],
                "links": [{ "text": "Terms", "url": "https://acme.example/terms" }] },
              "smtp": { "server": "smtp.acme.example", "port": 587, "security": "startTls", "userName": "acme", "password": "…",
                "from": "Acme <billing@acme.example>", "replyTo": null },
              "status": "enabled", "version": 7 }
            """,
    };

    public static JsonObject Write(DomainView view) => Domain.ToJson(view.Settings, view);

    /// <summary>What a new domain starts with, and what a program means that doesn't say otherwise.</summary>
    public static DomainSettings New(string host) => new()
    {
        Host = host,
        Currencies = ["USD"],
        Access = Sections.All,
        BreakoutColumns = Columns.BreakoutDefault,
        CdrColumns = Columns.CdrDefault,
        Status = DomainStatus.Enabled,
    };
}
