using Portal.Access;
using Portal.Domains;

namespace Portal.WebHost.Api;

/// <summary>A domain as the API takes and shows it: all tabs of its form.</summary>
internal static class DomainShape
{
    private static readonly TextShape Optional = new() { Nullable = true };

    public static readonly ObjectShape Domain = new(
        "Domain",
        new Field(
            "host",
            new TextShape
            {
                Format = "hostname",
                Description = "The host name; an international one may be sent as people write it. It can't be changed.",
                Example = "\"portal.acme.example\"",
            },
            Required: true),
        new Field(
            "brand",
            new TextShape
            {
                Nullable = true,
                Description = "Id of a brand. Without it, a brand is created from brandName.",
                Example = "\"acme\"",
            }),
        new Field("brandName", new TextShape { Nullable = true, Description = "What customers read; null: the brand's name.", Example = "\"Acme Telecom\"" }),
        new Field("customerSignUp", new FlagShape()),
        new Field("carrierSignUp", new FlagShape()),
        new Field("signUpPolicy", new TextShape { Choices = Names<SignUpPolicy>.All, Description = "Default: open." }),
        new Field("templateCustomer", Optional with { Description = "Id of the customer that sign-ups are copied from." }),
        new Field(
            "currencies",
            new ListShape(new TextShape())
            {
                Description = "ISO 4217 codes to choose from when signing up; the first is preselected.",
                Example = """["USD", "EUR"]""",
            },
            Required: true),
        new Field("flags", new ListShape(new TextShape { Choices = Names<DomainFlag>.All })),
        new Field("access", new ListShape(new TextShape { Choices = Sections.All }) { Description = "Sections that customers of this domain see. Absent: all." }),
        new Field(
            "breakoutColumns",
            new ListShape(new TextShape { Choices = Columns.Breakout }) { Description = "In this order. Absent: the default ones." }),
        new Field(
            "cdrColumns",
            new ListShape(new TextShape { Choices = Columns.Cdr }) { Description = "In this order. Absent: the default ones." }),
        new Field(
            "javaScript",
            Optional with { Description = "Raw JavaScript, or any number of script elements; at most 256 KiB. null: the brand's." }),
        new Field("scriptSources", LookShape.ScriptSources with { Nullable = true, Description = LookShape.ScriptSources.Description + " null: the brand's." }),
        new Field("css", Optional with { Description = "At most 256 KiB. null: the brand's." }),
        new Field("logo", Optional with { Description = "Name of a public file. null: the brand's.", Example = "\"acme.png\"" }),
        new Field("footer", Optional with { Description = "null: the brand's." }),
        new Field("look", LookShape.Look),
        new Field("smtp", LookShape.Smtp),
        new Field("texts", LocalTextsShape.Texts),
        new Field("warnings", LookShape.Warnings, ReadOnly: true),
        new Field("status", new TextShape { Choices = Names<DomainStatus>.All, Description = "Default: enabled." }),
        new Field("version", new NumberShape { Description = "Increases with each change. It is the ETag." }, ReadOnly: true),
        new Field("createdAt", new TextShape { Format = "date-time" }, ReadOnly: true),
        new Field("changedAt", new TextShape { Format = "date-time" }, ReadOnly: true))
    {
        Example = """
            { "host": "portal.acme.example", "brand": "acme", "brandName": null, "customerSignUp": true, "carrierSignUp": false,
              "signUpPolicy": "open", "templateCustomer": null, "currencies": ["USD", "EUR"],
              "flags": ["requireSecondFactor", "rememberMe"], "access": ["dashboard", "cdr", "breakout", "payments"],
              "breakoutColumns": ["destinationName", "attempts", "connected", "duration", "charge", "asr", "acd"],
              "cdrColumns": ["callTime", "source", "destination", "duration", "charge"],
              "javaScript": null, "css": ":root { --radius: 0; }", "logo": "acme.png", "footer": null,
              "look": { "primaryColor": "#0a7cff", "languages": ["en", "de"], "links": [{ "text": "Terms", "url": "https://acme.example/terms" }] },
              "smtp": { "server": "smtp.acme.example", "port": 587, "security": "startTls", "userName": "acme", "password": "…", "from": "Acme <billing@acme.example>", "replyTo": null },
              "status": "enabled", "version": 7 }
            """,
    };

    public static readonly ObjectShape Line = new(
        "DomainLine",
        new Field("host", new TextShape()),
        new Field("display", new TextShape { Description = "The host as people write it." }),
        new Field("brand", new TextShape()),
        new Field("brandName", new TextShape { Description = "The domain's own, or else its brand's." }),
        new Field("status", new TextShape { Choices = Names<DomainStatus>.All }),
        new Field("certificate", new ObjectShape(
            "CertificateLine",
            new Field("state", new TextShape { Choices = Names<Certificates.CertificateState>.All }),
            new Field("notAfter", new TextShape { Nullable = true, Format = "date-time" }),
            new Field("failure", new TextShape { Nullable = true }),
            new Field("served", new FlagShape { Description = "Whether visitors get it: a disabled domain keeps its certificate." }))),
        new Field("dnsOk", new FlagShape { Nullable = true, Description = "The last DNS result; null: not checked yet." }),
        new Field("version", new NumberShape()),
        new Field("changedAt", new TextShape { Format = "date-time" }))
    {
        Description = "A domain in a list. GET /domains/{host} has all of it.",
    };
}
