using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Brands;
using Portal.Domains;
using Portal.Platform;

namespace Portal.Tests.Unit.Domains;

public sealed class DomainRulesTests
{
    private static readonly DomainSettings Right = new() { Host = "portal.acme.example", Currencies = ["USD", "EUR"] };

    private readonly DomainRules rules = new(
        new PlatformNames(
            Options.Create(
                new PlatformOptions
                {
                    PlatformHost = "Cname.Operator.example",
                    ControlHosts = ["localhost", "127.0.0.1", "panel.operator.example"],
                }),
            null!),
        new KnownThings("acme"),
        new KnownThings("acme.png"),
        new KnownThings("c_1"));

    private async Task<DomainSettings> Taken(DomainSettings settings)
    {
        var (clean, errors) = await rules.Check(settings, null, TestContext.Current.CancellationToken);
        Assert.Empty(errors);
        return clean;
    }

    private async Task<string> Refused(DomainSettings settings, string field)
    {
        var (_, errors) = await rules.Check(settings, null, TestContext.Current.CancellationToken);
        var error = Assert.Single(errors);
        Assert.Equal(field, error.Field);
        return error.Reason;
    }

    [Fact]
    public async Task The_least_that_is_required_is_enough()
    {
        var clean = await Taken(Right);
        Assert.Equal(Columns.CdrDefault, clean.CdrColumns);
        Assert.Equal(Columns.BreakoutDefault, clean.BreakoutColumns);
    }

    [Fact]
    public async Task Gives_everything_its_one_form()
    {
        var clean = await Taken(new DomainSettings
        {
            Host = "Portal.BÜCHER.example.",
            Brand = " acme ",
            BrandName = " Acme Telecom ",
            Currencies = ["usd", " EUR "],
            Flags = [DomainFlag.NoIndex, DomainFlag.NoIndex],
            Access = ["cdr", "payments"],
            CdrColumns = ["charge", "callTime"],
            JavaScript = "  ",
            Css = "",
            Logo = "acme.png",
            Footer = " one\r\ntwo ",
            Smtp = new() { Server = " " },
            Look = new() { PrimaryColor = "#0A7CFF", Languages = [], Links = [], TitlePattern = " {page} · {brand} " },
        });
        Assert.Equal("portal.xn--bcher-kva.example", clean.Host);
        Assert.Equal("acme", clean.Brand);
        Assert.Equal("Acme Telecom", clean.BrandName);
        Assert.Equal(["USD", "EUR"], clean.Currencies);
        Assert.Equal([DomainFlag.NoIndex], clean.Flags);
        Assert.Equal(["charge", "callTime"], clean.CdrColumns);
        Assert.Null(clean.JavaScript);
        Assert.Null(clean.Css);
        Assert.Equal("one\ntwo", clean.Footer);
        Assert.Null(clean.Smtp);
        Assert.Equal(new LookSettings { PrimaryColor = "#0a7cff", TitlePattern = "{page} · {brand}" }, clean.Look);
        Assert.Equivalent(clean, await Taken(clean));
    }

    [Fact]
    public async Task Collects_all_that_is_wrong()
    {
        var (_, errors) = await rules.Check(
            new()
            {
                Host = "https://x",
                Currencies = ["USD", "XXX"],
                CdrColumns = ["callTime", "source", "duration", "charges"],
                Access = ["cdrs"],
                Smtp = new() { Server = "a b", Port = 0, From = "nobody" },
                Look = new() { PrimaryColor = "blue", Links = [new("", "ftp://x")] },
                TemplateCustomer = "c_none",
                Brand = "globex",
                Logo = "none.png",
            },
            null, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "host", "templateCustomer", "currencies[1]", "access[0]", "cdrColumns[3]", "logo", "look.primaryColor",
                "look.links[0].text", "look.links[0].url", "smtp.server", "smtp.from", "smtp.port", "brand",
            ],
            errors.Select(e => e.Field).Distinct().OrderBy(f =>
                Array.IndexOf(
                    [
                        "host", "templateCustomer", "currencies[1]", "access[0]", "cdrColumns[3]", "logo",
                        "look.primaryColor", "look.links[0].text", "look.links[0].url", "smtp.server", "smtp.from",
                        "smtp.port", "brand",
                    ],
                    f)));
        Assert.All(errors, e => Assert.Matches("[.?]$", e.Reason));
    }

    [Theory]
    [InlineData("cname.operator.example")]
    [InlineData("portal.cname.operator.example")]
    [InlineData("a.b.CNAME.operator.example")]
    [InlineData("panel.operator.example")]
    public async Task The_platforms_own_names_are_no_tenants(string host) =>
        Assert.NotEmpty(await Refused(Right with { Host = host }, "host"));

    [Theory]
    [InlineData("mycname.operator.example")]
    [InlineData("www.panel.operator.example")]
    [InlineData("operator.example")]
    public async Task Names_beside_the_platforms_own_are_free(string host) => await Taken(Right with { Host = host });

    [Theory]
    [InlineData("co.uk")]
    [InlineData("GitHub.io")]
    [InlineData("foo.ck")]
    [InlineData("公司.cn")]
    public async Task A_public_suffix_is_no_domain(string host) =>
        Assert.Contains("public suffix", await Refused(Right with { Host = host }, "host"));

    [Theory]
    [InlineData("US", "Did you mean")]
    [InlineData("XXX", "no currency “XXX”")]
    [InlineData("", "empty")]
    [InlineData(null, "empty")]
    public async Task Unknown_currencies_are_told_at_their_place(string? code, string part) =>
        Assert.Contains(part, await Refused(Right with { Currencies = ["EUR", code!] }, "currencies[1]"));

    [Fact]
    public async Task A_domain_needs_a_currency() =>
        Assert.Contains("at least one", await Refused(Right with { Currencies = [] }, "currencies"));

    [Fact]
    public async Task Nothing_is_in_a_list_twice()
    {
        Assert.Contains("twice", await Refused(Right with { Currencies = ["EUR", "eur"] }, "currencies[1]"));
        Assert.Contains("twice", await Refused(Right with { Access = ["cdr", "dids", "cdr"] }, "access[2]"));
        Assert.Contains("twice", await Refused(Right with { BreakoutColumns = ["asr", "asr"] }, "breakoutColumns[1]"));
    }

    [Theory]
    [InlineData("charges", "“charge”")]
    [InlineData("CallTime", "“callTime”")]
    [InlineData("attempts", "no column “attempts”")]
    public async Task Unknown_columns_name_the_closest(string column, string part) =>
        Assert.Contains(part, await Refused(Right with { CdrColumns = ["source", column] }, "cdrColumns[1]"));

    [Fact]
    public async Task Views_are_addresses_of_reports_as_a_browser_has_them()
    {
        var taken = await Taken(Right with
        {
            Views = new(StringComparer.Ordinal)
            {
                [" Failed "] = "https://portal.acme.example/cdr?range=today&connected=false",
                ["Days"] = " /breakout?group=day ",
            },
        });
        Assert.Equal(("/cdr?range=today&connected=false", "/breakout?group=day"), (taken.Views!["Failed"], taken.Views["Days"]));
        Assert.Null((await Taken(Right with { Views = [] })).Views);
        foreach (var (address, part) in ((string, string)[])[("/payments", "address of a report"), ("cdr", "address"), ("", "address")])
            Assert.Contains(part, await Refused(
                Right with { Views = new(StringComparer.Ordinal) { ["A"] = address } }, "views"), StringComparison.Ordinal);
        Assert.Contains("the limit is 10", await Refused(
            Right with { Views = Enumerable.Range(0, 11).ToDictionary(i => $"View {i}", _ => "/cdr", StringComparer.Ordinal) }, "views"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_sections_name_the_closest() =>
        Assert.Contains("“invoices”", await Refused(Right with { Access = ["invoice"] }, "access[0]"));

    [Fact]
    public async Task Every_known_key_is_taken() => await Taken(Right with
    {
        Access = Sections.All,
        CdrColumns = Columns.Cdr,
        BreakoutColumns = Columns.Breakout,
        Currencies = [.. CurrencyCodes.All],
    });

    [Fact]
    public async Task No_customer_is_a_template_yet() =>
        Assert.Contains("no customer", await Refused(Right with { TemplateCustomer = "c_01H" }, "templateCustomer"));

    [Fact]
    public async Task Brand_and_files_must_exist()
    {
        Assert.Contains("no brand", await Refused(Right with { Brand = "globex" }, "brand"));
        Assert.Contains("no public file", await Refused(Right with { Logo = "globex.png" }, "logo"));
        Assert.Contains("no public file", await Refused(Right with { Look = new() { Favicon = "../x" } }, "look.favicon"));
    }

    [Fact]
    public async Task Names_have_no_control_characters()
    {
        Assert.Contains("one line", await Refused(Right with { BrandName = "Acme\r\nBcc: x" }, "brandName"));
        Assert.Contains("control", await Refused(Right with { BrandName = "Acme\0" }, "brandName"));
        Assert.Contains("control", await Refused(Right with { BrandName = "Acme\u202Emoc" }, "brandName"));
        Assert.Contains("control", await Refused(Right with { Footer = "Acme\u0007" }, "footer"));
        Assert.Contains("100", await Refused(Right with { BrandName = new string('a', 101) }, "brandName"));
    }

    [Fact]
    public async Task Scripts_and_styles_end_at_256_KiB_of_bytes()
    {
        var most = new string('a', 256 * 1024);
        await Taken(Right with { Css = most, JavaScript = most });
        Assert.Contains("256 KiB", await Refused(Right with { Css = most + "a" }, "css"));
        Assert.Contains("256 KiB", await Refused(Right with { JavaScript = new string('ü', 128 * 1024) + "a" }, "javaScript"));
    }

    [Fact]
    public async Task Text_that_looks_like_the_end_of_an_element_is_kept() => await Taken(Right with
    {
        Css = "a{}</style><b>",
        JavaScript = "window.a = '</script><script>';",
    });

    [Fact]
    public async Task Styles_are_css_alone() => Assert.Contains("<style>", await Refused(Right with { Css = "<style>a{}</style>" }, "css"));

    [Fact]
    public async Task Scripts_come_by_https_alone() =>
        Assert.Contains(
            "https", await Refused(Right with { JavaScript = "<script src=\"http://cdn.example/x.js\"></script>" }, "javaScript"));
}
