using Portal.Access;
using Portal.Brands;
using Portal.Domains;

namespace Portal.WebHost.Demo;

/// <summary>Two operators that look nothing alike: one bright and rounded, one quiet and set in serif.</summary>
internal static class DemoBrands
{
    public static readonly string[] Files =
        ["acme.png", "acme-dark.png", "acme-icon.png", "globex.png", "globex-dark.png", "globex-icon.png"];

    public static readonly BrandSettings[] Brands =
    [
        new()
        {
            Id = "acme",
            Name = "Acme Telecom",
            Logo = "acme.png",
            Footer = "Acme Telecom Inc. · 1 Roadrunner Way, Tucson",
            Look = new LookSettings
            {
                PrimaryColor = "#1f5eff",
                Favicon = "acme-icon.png",
                LogoDark = "acme-dark.png",
                TitlePattern = "{page} · {brand}",
                Languages = ["en", "de"],
                SupportEmail = "help@acme.example",
                Links =
                    [new LinkSettings("Terms", "https://acme.example/terms"), new LinkSettings("Privacy", "https://acme.example/privacy")],
            },
        },
        new()
        {
            Id = "globex",
            Name = "Globex Carrier Services",
            Logo = "globex.png",
            Footer = "Globex Carrier Services S.A. · Luxembourg",
            Css = """
                :root { --radius: 0; }
                .portal-heading { font-family: Georgia, "Times New Roman", serif; font-weight: 400; letter-spacing: .01em; }
                .portal-button { letter-spacing: .08em; text-transform: uppercase; }
                """,
            Look = new LookSettings
            {
                PrimaryColor = "#0b6b50",
                Favicon = "globex-icon.png",
                LogoDark = "globex-dark.png",
                TitlePattern = "{brand} — {page}",
                Languages = ["en", "de"],
                SupportEmail = "noc@globex.example",
                Links = [new LinkSettings("Legal notice", "https://globex.example/legal")],
            },
        },
    ];

    public static readonly DomainSettings[] Domains =
    [
        new()
        {
            Host = "acme.localhost",
            Brand = "acme",
            CustomerSignUp = true,
            Currencies = ["USD", "EUR"],
            Flags = [DomainFlag.RememberMe, DomainFlag.OwnAlerts],
            Access = Sections.All,
            CdrColumns = ["callTime", "source", "destination", "destinationName", "duration", "sipCode", "rate", "charge"],
            BreakoutColumns = [.. Columns.BreakoutDefault, "dtmfPercent"],
            Views = new(StringComparer.Ordinal)
            {
                ["Failed today"] = "/cdr?range=today&connected=false",
                ["Yesterday by destination"] = "/breakout?range=yesterday",
            },
        },
        new()
        {
            Host = "globex.localhost",
            Brand = "globex",
            CarrierSignUp = true,
            SignUpPolicy = SignUpPolicy.Approval,
            Currencies = ["EUR"],
            Flags = [DomainFlag.NoIndex],
            Access = ["dashboard", "cdr", "breakout", "payments", "contracts", "contacts", "profile"],
            CdrColumns = ["callTime", "source", "destination", "destinationName", "duration", "sipCode", "rate", "charge"],
            BreakoutColumns = Columns.BreakoutDefault,
        },
    ];
}
