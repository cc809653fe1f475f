using System.Text.RegularExpressions;
using Portal.Access;
using Portal.Customers;
using Portal.Domains;
using Portal.Saving;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Documents;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.ControlPanel;

/// <summary>Sections that nobody can open yet.</summary>
public sealed partial class LaterTests
{
    private static readonly string[] Built = ["dashboard", "payments", "profile"];

    [Fact]
    public async Task A_section_without_a_page_comes_later_in_the_domains_form_and_what_is_stored_for_it_goes_along()
    {
        var values = new FormValues();
        values.Set("access", "dashboard", "cdr", "payments");
        var html = await PanelParts.Render<DomainAccess>(new() { ["Values"] = values }, Built);
        Assert.Equal(["payments"], Boxes().Matches(html).Select(box => box.Groups[1].Value));
        Assert.Equal(["dashboard", "cdr", "payments"], Sent().Matches(html).Select(field => field.Groups[1].Value));
        Assert.Contains("<strong>Coming later:</strong> Calls (CDR), Latest calls", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_without_a_page_comes_later_in_a_customers_form_too_and_its_lists_are_kept()
    {
        var customer =
            new CustomerSettings { Id = "c_1", Name = "Acme", Currency = "EUR", AccessShow = ["cdr", "payments"], AccessHide = ["dids"] };
        var lines = AccessWords.Of(customer, Sections.All, Built.Contains);
        Assert.All(
            lines.Where(line => !Built.Contains(line.Section)),
            line => Assert.Equal(("Coming later", true), (line.Text, line.Later)));
        Assert.Equal("Shown", Assert.Single(lines, line => line.Section == "payments").Text);

        var html = await PanelParts.Render<AccessGrid>(
            new() { ["Values"] = CustomerDocument.Customer.ToForm(customer), ["Lines"] = lines, ["Source"] = "/customers/access" }, Built);
        Assert.Matches("""<input type="hidden" name="accessShow" value="cdr" ?/?>""", html);
        Assert.Matches("""<input type="hidden" name="accessHide" value="dids" ?/?>""", html);
        Assert.DoesNotMatch("""type="checkbox" name="access(Show|Hide)" value="(cdr|dids)""", html);
    }

    [Theory]
    [InlineData("cdr", true)]
    [InlineData("payments", false)]
    public async Task The_columns_of_a_report_that_comes_later_say_so(string section, bool isTold)
    {
        var html = await PanelParts.Render<LaterNote>(new() { ["Section"] = section, ["Report"] = "CDR report" }, Built);
        Assert.Equal(isTold, html.Contains("The CDR report is coming later.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_has_a_page_is_what_the_portal_answers()
    {
        var pages = typeof(IPortalSection).Assembly.GetTypes().Where(
            type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPortalSection)));
        Assert.NotEmpty(pages);
        Assert.DoesNotContain(pages, type => type.Namespace != typeof(IPortalSection).Namespace);
    }

    [Fact]
    public void A_form_that_is_sent_as_it_was_shown_keeps_what_comes_later()
    {
        var domain = new DomainSettings { Host = "portal.acme.example", Currencies = ["USD"], Access = ["cdr", "payments"] };
        Assert.Equal(domain.Access, DomainDocument.Domain.FromForm(DomainDocument.Domain.ToForm(domain), new List<FieldError>()).Access);
    }

    [GeneratedRegex("type=\"checkbox\" id=\"access-[a-z-]+\" name=\"access\" value=\"([a-z-]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Boxes();

    [GeneratedRegex("name=\"access\" value=\"([a-z-]+)\"(?= checked| ?/?>)", RegexOptions.CultureInvariant)]
    private static partial Regex Sent();
}
