using Portal.Brands;
using Portal.Domains;
using Portal.Tests.Unit.Architecture;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.ControlPanel;

/// <summary>What a domain's form says of the values that come from elsewhere.</summary>
public sealed class InheritanceTests
{
    private static readonly string[] Languages = ["en", "de"];

    private static readonly BrandSettings Brand = new()
    {
        Id = "acme",
        Name = "Acme",
        Logo = "acme.png",
        JavaScript = "a();",
        Css = new string('x', 1204),
        Look =
            new LookSettings { PrimaryColor = "#fde047", LogoDark = "acme-dark.png", Links = [new("Terms", "https://acme.example/terms")] },
        Smtp = new SmtpSettings { Server = "smtp.acme.example", From = "a@acme.example" },
    };

    private static readonly DomainSettings Domain = new() { Host = "portal.acme.example", Brand = "acme", Currencies = ["USD"] };

    [Fact]
    public void What_comes_from_the_brand_is_named_with_its_value_and_can_be_changed_here()
    {
        var color = Of(Domain).Find("look.primaryColor")!;
        Assert.Equal(("brand Acme", "/brands/acme", "#fde047", "#fde047"), (color.From, color.Link, color.Shown, color.Value));
        Assert.Equal("1,204 characters", Of(Domain).Find("css")!.Shown);
        Assert.Equal("Terms | https://acme.example/terms", Of(Domain).Find("look.links")!.Value);
        Assert.Null(Of(Domain).Find("footer"));
    }

    [Fact]
    public void What_neither_says_comes_from_the_platform()
    {
        var lines = Of(Domain with { Brand = null }, null);
        Assert.Equal(
            ("the platform", EffectiveBrand.NeutralColor.ToString()),
            (lines.Find("look.primaryColor")!.From, lines.Find("look.primaryColor")!.Value));
        Assert.Equal("en, de", lines.Find("look.languages")!.Shown);
        Assert.Null(lines.Find("logo"));
    }

    [Fact]
    public void A_domain_with_a_logo_or_a_mail_server_of_its_own_takes_nothing_that_belongs_to_the_brands()
    {
        var lines = Of(Domain with { Logo = "own.png", Smtp = new SmtpSettings { UserName = "me" } });
        Assert.Null(lines.Find("look.logoDark"));
        Assert.Null(lines.Find("smtp.server"));
        Assert.Equal("smtp.acme.example", Of(Domain).Find("smtp.server")!.Shown);
    }

    [Fact]
    public void A_script_is_shown_to_those_alone_who_may_set_one()
    {
        Assert.NotNull(Of(Domain).Find("javaScript"));
        Assert.Null(Inheritance.OfDomain(Domain, Brand, Languages, showsScript: false).Find("javaScript"));
    }

    [Theory]
    [InlineData(null, true, "#fde047")]
    [InlineData("#112233", false, "#112233")]
    public async Task The_form_shows_it_while_the_field_is_empty_and_its_colour_begins_with_it(string? own, bool isShown, string begins)
    {
        var values = DomainDocument.Domain.ToForm(Domain with { Look = new LookSettings { PrimaryColor = own } });
        var html = await PanelParts.Render<Cascaded>(new() { ["Values"] = values, ["Inheritance"] = Of(Domain) });
        Assert.Equal(isShown, !html.Contains("""data-inherited="look.primaryColor" hidden""", StringComparison.Ordinal));
        Assert.Contains("""<a data-from href="/brands/acme">brand Acme</a>""", html, StringComparison.Ordinal);
        Assert.Contains($"aria-label=\"Choose the primary colour\" value=\"{begins}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_default_colour() => Assert.Equal(
        [],
        from file in Sources.Under("src/WebHost/ControlPanel/Forms", "*.*")
        from line in file.Lines
        where System.Text.RegularExpressions.Regex.IsMatch(
            line, "\"#[0-9a-f]{6}\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
        select $"{file.Path}: {line.Trim()}");

    private static Inheritance Of(DomainSettings domain, BrandSettings? brand) =>
        Inheritance.OfDomain(domain, brand, Languages, showsScript: true);

    private static Inheritance Of(DomainSettings domain) => Of(domain, Brand);
}
