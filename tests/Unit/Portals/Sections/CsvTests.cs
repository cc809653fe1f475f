using Portal.Customers;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class CsvTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=\"x\"", "\"'=\"\"x\"\"\"")]
    [InlineData(null, "")]
    public void Text_is_no_formula_and_keeps_its_cell(string? text, string cell) => Assert.Equal(cell, CsvCell.Of(text).Text);

    [Fact]
    public void A_number_stays_one()
    {
        Assert.Equal("-5.25", CsvCell.Of(-5.250m).Text);
        Assert.Equal("", CsvCell.Of((decimal?)null).Text);
        Assert.Equal("readOnly", CsvCell.Of(Portal.Access.ContactRole.ReadOnly).Text);
    }

    [Fact]
    public async Task Each_list_has_its_export_with_what_a_reader_needs()
    {
        world.Items.Add(new CustomerRoute { Name = "Größe", Prefix = "+49" });
        world.Items.Add(new CustomerPackage { Name = "=cmd", Retail = 9.5m });
        world.Items.Add(new CustomerAlert { Title = "Low", Threshold = -5, Email = "@x" });
        world.Items.Add(new CustomerContract { Name = "Terms" });
        foreach (var (section, head) in ((string, string)[])[("payments", "time,"), ("routes", "name,"), ("packages", "name,"), ("alerts", "title,"), ("contracts", "name,"), ("contacts", "name,")])
        {
            var answer = (await world.Get($"/{section}.csv"))!;
            Assert.Equal("text/csv; charset=utf-8; header=present", answer.Response.ContentType);
            Assert.Equal($"attachment; filename=\"{section}.csv\"", answer.Response.Headers.ContentDisposition);
            Assert.StartsWith(head, answer.Body, StringComparison.Ordinal);
            Assert.EndsWith("\r\n", answer.Body, StringComparison.Ordinal);
        }

        Assert.Contains("Größe,+49,", (await world.Get("/routes.csv"))!.Body, StringComparison.Ordinal);
        Assert.Contains("'=cmd,,9.5,USD,monthly,", (await world.Get("/packages.csv"))!.Body, StringComparison.Ordinal);
        Assert.Contains(",-5,", (await world.Get("/alerts.csv"))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_of_a_hidden_section_is_not_there() => Assert.Null(await world.Get("/payments.csv", role: Portal.Access.ContactRole.Technical));

    [Fact]
    public async Task Notes_of_staff_about_people_are_in_no_export() => Assert.DoesNotContain("favour", (await world.Get("/contacts.csv"))!.Body, StringComparison.Ordinal);

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
