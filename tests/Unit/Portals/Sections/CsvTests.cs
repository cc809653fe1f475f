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
        var heads = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in SectionWorld.WithPage)
        {
            if (await world.Get($"/{section}.csv") is not { } answer)
                continue;
            Assert.Equal("text/csv; charset=utf-8; header=present", answer.Response.ContentType);
            Assert.Contains($"Blue Cloud Ltd {section} ", answer.Response.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
            Assert.EndsWith("\r\n", answer.Body, StringComparison.Ordinal);
            heads[section] = answer.Body.Split(',')[0];
        }

        Assert.Equal(("time", "name", "name", "title"), (heads["payments"], heads["routes"], heads["packages"], heads["alerts"]));
        Assert.Equal(("name", "name"), (heads["contracts"], heads["contacts"]));

        Assert.Contains("Größe,+49,", (await world.Get("/routes.csv"))!.Body, StringComparison.Ordinal);
        Assert.Contains("'=cmd,,9.50,USD,monthly,", (await world.Get("/packages.csv"))!.Body, StringComparison.Ordinal);
        Assert.Contains(",-5.00,", (await world.Get("/alerts.csv"))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_files_name_says_whose_what_from_when_to_when_and_in_which_zone()
    {
        world.Items.Add(new Payment { Total = 5, Currency = "USD", Time = new DateTimeOffset(2026, 6, 30, 22, 30, 0, TimeSpan.Zero) });
        world.Items.Add(new Payment { Total = 5, Currency = "USD", Time = new DateTimeOffset(2026, 7, 31, 21, 30, 0, TimeSpan.Zero) });
        Assert.Equal(
            "attachment; filename=\"Blue Cloud Ltd payments 2026-07-01 to 2026-07-31 Europe-Berlin.csv\"; filename*=UTF-8''Blue%20Cloud%20Ltd%20payments%202026-07-01%20to%202026-07-31%20Europe-Berlin.csv",
            (await world.Get("/payments.csv"))!.Response.Headers.ContentDisposition);
        Assert.Contains(
            "filename=\"Blue Cloud Ltd routes 2026-11-24 Europe-Berlin.csv\"",
            (await world.Get("/routes.csv"))!.Response.Headers.ContentDisposition.ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Größe & Söhne", "filename*=UTF-8''Gr%C3%B6%C3%9Fe%20&%20S%C3%B6hne%20routes%20")]
    [InlineData("../a\\b:c\"d\r\nX: y", "filename=\"a b c d X y routes ")]
    [InlineData("...", "filename=\"routes ")]
    public async Task A_companys_name_cant_leave_the_name_of_the_file(string company, string part)
    {
        var disposition = (
            await world.Ask(
                SectionWorld.Call(
                    path: "/routes.csv",
                    customer: SectionWorld.Customer with { Name = company })))!.Response.Headers.ContentDisposition.ToString();
        Assert.Contains(part, disposition, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', disposition);
    }

    [Theory]
    [InlineData("en", "\uFEFFTime (Europe/Berlin),Description,Method,Status,Total,Currency,Balance after\r\n2026-07-02T00:30:00+02:00,\"a;b\",,completed,1234.50,USD,1234.50\r\n")]
    [InlineData("de", "\uFEFFZeit (Europe/Berlin);Beschreibung;Zahlungsart;Status;Betrag;Währung;Kontostand danach\r\n2026-07-02T00:30:00+02:00;\"a;b\";;completed;1234,50;USD;1234,50\r\n")]
    public async Task For_excel_there_is_a_mark_the_readers_separator_and_labels(string language, string body)
    {
        world.Items.Add(
            new Payment
            {
                Total = 1234.5m,
                Currency = "USD",
                Description = "a;b",
                Time = new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero),
            });
        Assert.Equal(body, (await world.Get("/payments.csv?excel", language))!.Body);
        Assert.DoesNotContain('\uFEFF', (await world.Get("/payments.csv", language))!.Body);
    }

    [Theory]
    [InlineData("5", "USD", "5.00")]
    [InlineData("5", "JPY", "5")]
    [InlineData("5", "BIF", "5")]
    [InlineData("5", "LYD", "5.000")]
    [InlineData("-0.000125", "EUR", "-0.000125")]
    public void Money_has_its_currencys_digits(string amount, string currency, string text) =>
        Assert.Equal(text, CsvCell.Of(new Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency)).Text);

    [Fact]
    public async Task Every_column_of_an_export_has_a_label()
    {
        foreach (var section in (string[])["payments", "routes", "packages", "alerts", "contracts", "contacts"])
        {
            var keys = (await world.Get($"/{section}.csv"))!.Body.Split("\r\n")[0].Split(',');
            var labels = (await world.Get($"/{section}.csv?excel"))!.Body.Split("\r\n")[0].TrimStart('\uFEFF').Split(',');
            Assert.Equal(keys.Length, labels.Length);
            Assert.All(labels, label => Assert.DoesNotContain(label, keys));
        }
    }

    [Fact]
    public async Task An_export_of_a_hidden_section_is_not_there() =>
        Assert.Null(await world.Get("/payments.csv", role: Portal.Access.ContactRole.Technical));

    [Fact]
    public async Task Notes_of_staff_about_people_are_in_no_export() =>
        Assert.DoesNotContain("favour", (await world.Get("/contacts.csv"))!.Body, StringComparison.Ordinal);

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
