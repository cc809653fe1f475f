using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Brands;
using Portal.Domains;
using Portal.Files;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals;

public sealed class SitePageTests
{
    [Fact]
    public async Task The_sign_in_page_has_what_a_visitor_needs_and_its_fields_keep_their_names()
    {
        var page = await Render(Site(customerSignUp: true, carrierSignUp: true) with { SupportEmail = "help@acme.example" });
        Assert.Equal("Acme Telecom", page.QuerySelector("h1.portal-heading")!.TextContent);
        Assert.Equal("Sign in · Acme Telecom", page.Title);
        Assert.Equal("post", page.QuerySelector("form")!.GetAttribute("method"));
        Assert.False(page.QuerySelector("form")!.HasAttribute("action"));
        Assert.Equal("email", page.QuerySelector("#email")!.GetAttribute("name"));
        Assert.Equal("current-password", page.QuerySelector("[name=password]")!.GetAttribute("autocomplete"));
        Assert.NotNull(page.QuerySelector("a[href='/sign-up']"));
        Assert.NotNull(page.QuerySelector("a[href='/sign-up/carrier']"));
        Assert.NotNull(page.QuerySelector("a[href='/forgot-password']"));
        Assert.All(page.QuerySelectorAll("input"), input => Assert.NotNull(page.QuerySelector($"label[for={input.Id}]")));
    }

    [Fact]
    public async Task What_is_not_allowed_is_not_offered()
    {
        var page = await Render(Site());
        Assert.Null(page.QuerySelector("a[href='/sign-up']"));
        Assert.Null(page.QuerySelector("a[href='/sign-up/carrier']"));
    }

    [Fact]
    public async Task A_logo_has_its_place_before_it_is_loaded()
    {
        var page = await Render(Site() with { Logo = new SitePicture("aa", "image/png", 700, 160) });
        var logo = page.QuerySelector(".portal-logo img")!;
        Assert.Equal(("280", "64"), (logo.GetAttribute("width"), logo.GetAttribute("height")));
        Assert.Equal("/assets/aa.png", logo.GetAttribute("src"));
    }

    [Theory]
    [InlineData("</style><script>alert(1)</script>")]
    [InlineData("</STYLE ><img src=x>")]
    [InlineData("a{content:'</style>'}")]
    public async Task Tenant_css_cannot_end_its_element(string css)
    {
        var page = await Render(Site() with { Css = css });
        Assert.Equal(2, page.QuerySelectorAll("style").Length);
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img"));
    }

    [Fact]
    public async Task Tenant_scripts_cannot_end_the_loader()
    {
        var script = TenantScript.Parse(
            """<script src="https://chat.example/w.js" async data-key="&lt;/script&gt;&lt;img&gt;"></script><script>let a = 1;</script>""");
        Assert.True(script.HasExternal);
        var page = await Render(Site() with { Script = script });
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img"));
    }

    [Fact]
    public async Task Names_and_footers_are_text()
    {
        var page = await Render(Site() with { Name = "<b>Acme</b>", Footer = "<i>x</i> see https://acme.example/a." });
        Assert.Equal("<b>Acme</b>", page.QuerySelector("h1")!.TextContent);
        Assert.Null(page.QuerySelector(".portal-footer i"));
        Assert.Equal("https://acme.example/a", page.QuerySelector(".portal-footer p a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_refusal_keeps_the_address_and_not_the_password()
    {
        var page = await Render(Site(), typed: "me@x.example");
        Assert.Equal("me@x.example", page.QuerySelector("#email")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector("#password")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task Each_language_has_each_text()
    {
        foreach (var language in PortalTexts.Languages)
        {
            foreach (var kind in Enum.GetValues<PageKind>())
            {
                var page = await Render(
                    Site(customerSignUp: true, carrierSignUp: true) with { SupportEmail = "a@b.example" }, kind, language: language);
                Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            }
        }
    }

    [Fact]
    public async Task The_footer_speaks_the_pages_language()
    {
        var site = Site() with
        {
            Footer = "Acme Ltd",
            Said =
                new Dictionary<string, SaidIn>(StringComparer.Ordinal)
                {
                    ["de"] = new("Acme GmbH", [new("AGB", "https://acme.example/agb")], "hilfe@acme.example"),
                },
        };
        Assert.Equal("Acme Ltd", (await Render(site)).QuerySelector(".portal-footer")!.TextContent.Trim());
        var german = (await Render(site, language: "de")).QuerySelector(".portal-footer")!;
        Assert.Contains("Acme GmbH", german.TextContent, StringComparison.Ordinal);
        Assert.Equal("mailto:hilfe@acme.example", german.QuerySelector(".portal-support")!.GetAttribute("href"));
        Assert.Equal("https://acme.example/agb", german.QuerySelector("a[rel]")!.GetAttribute("href"));
    }

    [Fact]
    public void Policies_allow_by_hash_and_only_widgets_open_them()
    {
        var closed = ContentPolicy.Write(ScriptPlan.Own, "a{}");
        Assert.Contains("script-src 'self';", closed, StringComparison.Ordinal);
        Assert.Contains(ContentPolicy.Hash("a{}"), closed, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", closed, StringComparison.Ordinal);

        var open = ContentPolicy.Write(ScriptPlan.Make(TenantScript.Parse("<script src=\"https://w.example/a.js\"></script>")), "a{}");
        Assert.Contains("'strict-dynamic'", open, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self'", open, StringComparison.Ordinal);
        foreach (var policy in new[] { closed, open })
        {
            foreach (var always in new[] { "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'" })
                Assert.Contains(always, policy, StringComparison.Ordinal);
        }
    }

    private static PageFill Fill(string? typed) => typed is null
        ? new PageFill { Operation = "0", Enrolment = new("<svg></svg>", "ABC", "sealed"), Codes = ["a"] }
        : new PageFill { Typed = new Dictionary<string, string>(StringComparer.Ordinal) { ["email"] = typed }, Problem = "Wrong." };

    internal static EffectiveSite Site(bool customerSignUp = false, bool carrierSignUp = false) => EffectiveSite.Merge(
        new DomainSettings
        {
            Host = "portal.acme.example",
            BrandName = "Acme Telecom",
            CustomerSignUp = customerSignUp,
            CarrierSignUp = carrierSignUp,
        },
        null,
        _ => (FileView?)null,
        PortalTexts.Languages);

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> Render(
        EffectiveSite site, PageKind kind = PageKind.SignIn, string? typed = null, string language = "en")
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var css = TenantCss.From(site.Css);
        var head = new PageHead(
            ThemeCss.Write(site.Color, ColorMode.Auto), css.Inline, css.File?.Path, ScriptPlan.Make(site.Script).Markup, ColorMode.Auto);
        var html = await new PageWriter(services, NullLoggerFactory.Instance).Write(
            new PageModel(site, kind, PortalTexts.In(language), head, Fill(typed)));
        return new HtmlParser().ParseDocument(html);
    }
}
