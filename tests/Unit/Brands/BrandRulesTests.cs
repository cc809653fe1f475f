using Portal.Brands;
using Portal.Saving;
using Portal.Tests.Unit.Domains;

namespace Portal.Tests.Unit.Brands;

public sealed class BrandRulesTests
{
    private static readonly BrandSettings Right = new() { Id = "acme", Name = "Acme" };
    private static readonly SmtpSettings Mail = new() { Server = "smtp.acme.example", From = "Acme <billing@acme.example>" };

    private readonly BrandRules rules = new(new KnownThings("acme.png"));

    private async Task<BrandSettings> Taken(BrandSettings settings)
    {
        var (clean, errors) = await rules.Check(settings, null, TestContext.Current.CancellationToken);
        Assert.Empty(errors);
        return clean;
    }

    private async Task<string> Refused(BrandSettings settings, string field)
    {
        var (_, errors) = await rules.Check(settings, null, TestContext.Current.CancellationToken);
        var error = Assert.Single(errors);
        Assert.Equal(field, error.Field);
        return error.Reason;
    }

    [Theory]
    [InlineData("a")]
    [InlineData("acme-telecom-2")]
    public async Task Takes_plain_ids(string id) => Assert.Equal(id, (await Taken(Right with { Id = id })).Id);

    [Theory]
    [InlineData("")]
    [InlineData("Acme")]
    [InlineData("-acme")]
    [InlineData("acme-")]
    [InlineData("a/b")]
    [InlineData("acme\n")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901234")]
    public async Task Refuses_other_ids(string id) => Assert.NotEmpty(await Refused(Right with { Id = id }, "id"));

    [Fact]
    public async Task A_brand_has_a_name() => Assert.NotEmpty(await Refused(Right with { Name = " " }, "name"));

    [Theory]
    [InlineData("smtp.acme.example")]
    [InlineData("localhost")]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public async Task A_mail_server_is_a_name_or_an_address(string server) =>
        Assert.Equal(server, (await Taken(Right with { Smtp = Mail with { Server = server } })).Smtp!.Server);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public async Task Ports_run_from_1_to_65535(int port) =>
        Assert.Contains("587", await Refused(Right with { Smtp = Mail with { Port = port } }, "smtp.port"));

    [Fact]
    public async Task Port_0_is_told_even_where_nothing_else_is_filled_in()
    {
        var (_, errors) = await rules.Check(Right with { Smtp = new() { Port = 0 } }, null, TestContext.Current.CancellationToken);
        Assert.Contains(errors, e => e.Field == "smtp.port");
    }

    [Theory]
    [InlineData("billing@acme.example")]
    [InlineData("Acme <billing@acme.example>")]
    [InlineData("\"Acme, Inc.\" <billing@acme.example>")]
    [InlineData("Bücher <info@bücher.example>")]
    public async Task Senders_are_one_mailbox(string from) =>
        Assert.Equal(from, (await Taken(Right with { Smtp = Mail with { From = from } })).Smtp!.From);

    [Theory]
    [InlineData("nobody")]
    [InlineData("@acme.example")]
    [InlineData("billing@")]
    [InlineData("billing@localhost")]
    [InlineData("billing@acme example")]
    [InlineData("Acme <billing@acme.example")]
    [InlineData("a@acme.example, b@acme.example")]
    [InlineData("Acme: a@acme.example;")]
    [InlineData("Acme <billing@acme.example>\r\nBcc: all@acme.example")]
    [InlineData("billing@-acme.example")]
    [InlineData("")]
    public async Task Other_senders_are_refused(string from) =>
        Assert.NotEmpty(await Refused(Right with { Smtp = Mail with { From = from } }, "smtp.from"));

    [Fact]
    public async Task A_mail_server_without_its_name_is_refused() =>
        Assert.NotEmpty(await Refused(Right with { Smtp = Mail with { Server = null } }, "smtp.server"));

    [Fact]
    public async Task A_password_needs_a_user_and_no_line_breaks()
    {
        await Taken(Right with { Smtp = Mail with { UserName = "acme", Password = SecretInput.Set("s3cret ü") } });
        Assert.NotEmpty(await Refused(Right with { Smtp = Mail with { Password = SecretInput.Set("s3cret") } }, "smtp.userName"));
        var reason = await Refused(
            Right with { Smtp = Mail with { UserName = "acme", Password = SecretInput.Set("s3cret\r\nQUIT") } }, "smtp.password");
        Assert.DoesNotContain("s3cret", reason);
    }

    [Theory]
    [InlineData("{page} · {brand}")]
    [InlineData("Acme")]
    public async Task Titles_know_page_and_brand(string title) =>
        Assert.Equal(title, (await Taken(Right with { Look = new() { TitlePattern = title } })).Look.TitlePattern);

    [Theory]
    [InlineData("{page} {name}")]
    [InlineData("{page")]
    [InlineData("{{page}}")]
    public async Task Titles_know_nothing_else(string title) =>
        Assert.Contains("{page}", await Refused(Right with { Look = new() { TitlePattern = title } }, "look.titlePattern"));

    [Fact]
    public async Task Languages_are_those_that_pages_have()
    {
        Assert.Equal(["de", "en"], (await Taken(Right with { Look = new() { Languages = ["de", "en"] } })).Look.Languages!);
        Assert.Contains("no language “fr”", await Refused(Right with { Look = new() { Languages = ["en", "fr"] } }, "look.languages[1]"));
    }

    [Theory]
    [InlineData("http://acme.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/terms")]
    [InlineData("https://")]
    [InlineData("https://u:p@acme.example")]
    public async Task Links_lead_to_https(string url) =>
        Assert.Contains("https://", await Refused(Right with { Look = new() { Links = [new("Terms", url)] } }, "look.links[0].url"));

    [Theory]
    [InlineData("help")]
    [InlineData("Help <help@acme.example>")]
    public async Task The_support_address_is_an_address_alone(string address) =>
        Assert.NotEmpty(await Refused(Right with { Look = new() { SupportEmail = address } }, "look.supportEmail"));
}
