using Portal.Brands;
using Portal.Domains;
using Portal.Files;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class EffectiveSiteTests
{
    private static readonly string[] Known = ["en", "de"];

    [Fact]
    public void A_domains_own_value_wins_over_its_brands()
    {
        var site = Merge(
            new DomainSettings { Host = "a.example", BrandName = "Own", Footer = "own", Look = new() { PrimaryColor = "#112233" } },
            new BrandSettings
            {
                Id = "b",
                Name = "Shared",
                Footer = "shared",
                Css = "a{}",
                Look = new() { PrimaryColor = "#ffffff", SupportEmail = "x@b.example" },
            });
        Assert.Equal("Own", site.Name);
        Assert.Equal("own", site.Footer);
        Assert.Equal("#112233", site.Color.ToString());
        Assert.Equal("a{}", site.Css);
        Assert.Equal("x@b.example", site.SupportEmail);
    }

    [Fact]
    public void Blank_is_not_a_value() =>
        Assert.Equal(
            "Shared",
            Merge(new DomainSettings { Host = "a.example", BrandName = " " }, new BrandSettings { Id = "b", Name = "Shared" }).Name);

    [Fact]
    public void Without_a_brand_the_product_is_neutral()
    {
        var site = Merge(new DomainSettings { Host = "a.example" }, null);
        Assert.Equal("a.example", site.Name);
        Assert.Equal(EffectiveBrand.NeutralColor, site.Color);
        Assert.Equal(Known, site.Languages);
    }

    [Fact]
    public void A_logo_of_its_own_does_not_get_the_brands_dark_one()
    {
        var brand = new BrandSettings { Id = "b", Name = "B", Logo = "b.png", Look = new() { LogoDark = "b-dark.png" } };
        Assert.Equal("b-dark.png", Merge(new DomainSettings { Host = "a.example" }, brand).LogoDark!.Hash);
        Assert.Null(Merge(new DomainSettings { Host = "a.example", Logo = "own.png" }, brand).LogoDark);
    }

    [Fact]
    public void Languages_without_texts_are_left_out_and_one_always_remains()
    {
        Assert.Equal(["de"], Merge(new DomainSettings { Host = "a.example", Look = new() { Languages = ["fr", "DE"] } }, null).Languages);
        Assert.Equal(["en"], Merge(new DomainSettings { Host = "a.example", Look = new() { Languages = ["fr"] } }, null).Languages);
    }

    [Fact]
    public void Each_language_has_its_own_footer_links_and_support_and_the_default_ones_where_it_says_nothing()
    {
        var brand = new BrandSettings
        {
            Id = "b",
            Name = "B",
            Footer = "shared",
            Look = new() { SupportEmail = "help@b.example", Links = [new("Terms", "https://b.example/terms")] },
            Texts = new(StringComparer.Ordinal) { ["de"] = new() { Footer = "geteilt", Support = "hilfe@b.example" } },
        };
        var site = Merge(new DomainSettings { Host = "a.example" }, brand);
        Assert.Equal(("shared", "help@b.example"), (site.In("en").Footer, site.In("en").SupportEmail));
        Assert.Equal(
            ("geteilt", "hilfe@b.example", "Terms"),
            (site.In("de").Footer, site.In("de").SupportEmail, Assert.Single(site.In("de").Links).Text));

        // A domain's own words win over its brand's, also those of another language.
        var own = Merge(
            new DomainSettings
            {
                Host = "a.example",
                Footer = "own",
                Texts = new(StringComparer.Ordinal) { ["de"] = new() { Links = [new("AGB", "https://a.example/agb")] } },
            },
            brand);
        Assert.Equal(
            ("own", "hilfe@b.example", "AGB"),
            (own.In("de").Footer, own.In("de").SupportEmail, Assert.Single(own.In("de").Links).Text));
    }

    [Theory]
    [InlineData(null, ScriptSources.Own, ScriptSources.Own)]
    [InlineData(ScriptSources.Any, ScriptSources.Own, ScriptSources.Any)]
    [InlineData(null, ScriptSources.Detect, ScriptSources.Detect)]
    public void A_domains_script_sources_win_over_its_brands(ScriptSources? own, ScriptSources shared, ScriptSources mode) =>
        Assert.Equal(
            mode,
            Merge(
                new DomainSettings { Host = "a.example", ScriptSources = own },
                new BrandSettings { Id = "b", Name = "B", JavaScript = "go()", ScriptSources = shared }).Script.Mode);

    private static EffectiveSite Merge(DomainSettings domain, BrandSettings? brand) =>
        EffectiveSite.Merge(domain, brand, name => new FileView(name, "image/png", 10, 10, 1, name, 1, default), Known);
}
