using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Portal.Customers;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Unit.Documents;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class CustomerFieldsTests
{
    [Theory]
    [InlineData("channels", "many")]
    [InlineData("debitLimit", "1,250.50")]
    [InlineData("debitLimit", "1e3")]
    [InlineData("tax", "nineteen")]
    [InlineData("status", "king")]
    [InlineData("status", "2")]
    [InlineData("variables", "no sign")]
    [InlineData("variables", "a = 1\na = 2")]
    public void What_cannot_be_read_is_told_at_its_field(string field, string text)
    {
        var errors = new List<FieldError>();
        CustomerDocument.Customer.FromForm(Form(("name", [text]), (field, [text])), errors);
        Assert.Equal(field, Assert.Single(errors).Field);
    }

    [Theory]
    [InlineData("1250,50", 1250.50)]
    [InlineData("1250.50", 1250.50)]
    [InlineData("-5", -5)]
    public void An_amount_is_read_with_a_point_or_a_comma(string text, double amount)
    {
        var errors = new List<FieldError>();
        Assert.Equal((decimal)amount, new FormFields(Form(("total", [text])), "", errors).Amount("total"));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData(5, "USD", "5.00 USD")]
    [InlineData(-1234567.891, "USD", "−1,234,567.891 USD")]
    [InlineData(5, "JPY", "5 JPY")]
    [InlineData(5, "KWD", "5.000 KWD")]
    public void Money_has_all_decimals_of_its_currency(double amount, string currency, string text) =>
        Assert.Equal(text, PanelMoney.Text(new((decimal)amount, currency)));

    [Fact]
    public void The_address_of_a_list_says_all_of_it_and_nothing_empty()
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(
            "?q=a%26b&status=pendingApproval&domain=&tag=call%20centre&reseller=acme&sort=-name&after=x");
        var url = ListUrl.Of(context, "/carriers", CustomerList.Plan);
        Assert.Equal("/carriers?q=a%26b&status=pendingApproval&tag=call%20centre&reseller=acme&sort=-name&after=x", url.ToString());
        Assert.Equal("/carriers?q=a%26b&status=pendingApproval&reseller=acme&sort=-name", url.With("tag", null).ToString());
        Assert.Equal("/carriers.csv?q=a%26b&status=pendingApproval&tag=call%20centre&reseller=acme&sort=-name", url.Csv);
        Assert.False(new ListUrl("/carriers").IsFiltered);
    }

    [Fact]
    public void A_head_sorts_by_its_column_and_by_the_same_again_the_other_way_round()
    {
        var url = ListUrl.Of(new DefaultHttpContext(), "/customers", CustomerList.Plan);
        Assert.Equal(("ascending", null), (url.Direction("name"), url.Direction("status")));
        Assert.Equal("/customers?sort=-name", url.SortedBy("name").ToString());
        Assert.Equal("/customers?sort=status", url.SortedBy("status").ToString());
        Assert.Equal("/customers", url.SortedBy("name").SortedBy("name").ToString());
    }

    [Theory]
    [InlineData(1, 50, 502L, null, "1–50 of 502")]
    [InlineData(51, 50, null, 10_000L, "51–100 of more than 10,000")]
    [InlineData(51, 50, null, null, "51–100")]
    [InlineData(501, 4, 502L, null, "501–504 of 504")]
    public void A_page_says_where_in_its_list_one_is(long first, int rows, long? count, long? moreThan, string words) => Assert.Equal(
        words, ListWords.Range(new Page<int>(new int[rows], null) { First = first, Count = count, MoreThan = moreThan }));

    [Fact]
    public async Task A_filter_that_nobody_knows_is_said_at_the_filter_and_can_be_taken_away()
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString("?status=foo&currency=EUR");
        var url = ListUrl.Of(context, "/customers", CustomerList.Plan);
        var html = await PanelParts.Render<ListBar>(new()
        {
            ["Url"] = url,
            ["Fields"] = (FilterField[])[new("status", "Status") { Options = CustomerWords.Statuses }, new("currency", "Currency")],
            ["Problems"] = CustomerList.Plan.Check(new ListQuery { Filters = url.Filters }).ToArray(),
            ["Placeholder"] = "Name",
            ["Label"] = "Name",
        });
        Assert.Contains("aria-describedby=\"status-said\"", html, StringComparison.Ordinal);
        Assert.Matches("id=\"status-said\"[^>]*>.*This status doesn", html);
        Assert.Contains("<option value=\"foo\" selected", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/customers?currency=EUR\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_section_says_why_it_is_there_or_not()
    {
        var customer = FullDocuments.Customer with { AccessShow = ["alerts", "payments"], NonItemised = false };
        var lines = AccessWords.Of(customer, ["cdr", "payments"], _ => true)
            .ToDictionary(l => l.Section, l => (l.Text, l.Reason), StringComparer.Ordinal);
        Assert.Equal(("Shown", "portal.acme.example shows it."), lines["cdr"]);
        Assert.Equal(("Shown", "Show adds it."), lines["alerts"]);
        Assert.Equal(("Not shown", "Hide always wins."), lines["payments"]);
        Assert.Equal(("Not shown", "portal.acme.example doesn't show it."), lines["routes"]);
        Assert.Equal(("Shown", "Always there."), lines["profile"]);
        Assert.Contains(
            AccessWords.Of(customer with { NonItemised = true }, ["cdr"], _ => true),
            line => line is { Section: "cdr", Text: "Not shown", Reason: "The customer sees sums only." });
    }

    [Fact]
    public void Without_a_domain_the_visited_one_decides_what_nobody_decided_here()
    {
        var lines = AccessWords.Of(FullDocuments.Customer with { Domain = null, NonItemised = false }, null, _ => true)
            .ToDictionary(l => l.Section, l => l.Text, StringComparer.Ordinal);
        Assert.Equal(("Depends", "Shown", "Not shown"), (lines["routes"], lines["cdr"], lines["payments"]));
    }

    [Fact]
    public void A_carrier_has_no_line_for_what_carriers_never_have()
    {
        var lines = AccessWords.Of(FullDocuments.Customer with { Kind = CustomerKind.Carrier }, [], _ => true);
        Assert.Equal(
            ["dashboard", "contracts", "documents", "contacts", "profile"],
            lines.Select(l => l.Section).OrderBy(section => Array.IndexOf(Portal.Access.Sections.All, section)));
    }

    private static FormValues Form(params (string Name, string[] Values)[] fields)
    {
        var form = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var (name, values) in fields)
            form[name] = new StringValues(values);
        return FormValues.From(new FormCollection(form));
    }
}
