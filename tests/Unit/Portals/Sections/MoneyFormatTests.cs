using System.Globalization;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class MoneyFormatTests
{
    [Theory]
    [InlineData("5", "USD", "en", "$5.00")]
    [InlineData("-5", "USD", "en", "-$5.00")]
    [InlineData("1234.5", "EUR", "de", "1.234,50 €")]
    [InlineData("-1234.5", "EUR", "de", "-1.234,50 €")]
    [InlineData("5", "CAD", "en", "CAD 5.00")]
    [InlineData("-5", "CAD", "en", "CAD -5.00")]
    [InlineData("5", "CAD", "de", "5,00 CAD")]
    [InlineData("1000", "JPY", "en", "JPY 1,000")]
    [InlineData("1000", "BIF", "en", "BIF 1,000")]
    [InlineData("1000", "XPF", "de", "1.000 XPF")]
    [InlineData("5", "LYD", "en", "LYD 5.000")]
    [InlineData("0.000125", "USD", "en", "$0.000125")]
    [InlineData("5.100000", "USD", "en", "$5.10")]
    public void An_amount_reads_as_its_culture_writes_it(string amount, string currency, string culture, string text)
    {
        var money = new Money(decimal.Parse(amount, CultureInfo.InvariantCulture), currency);
        Assert.Equal(text, MoneyFormat.Text(money, CultureInfo.GetCultureInfo(culture)).Replace('\u00a0', ' '));
    }

    [Theory]
    [InlineData("1234.50", "en", "1,234.5")]
    [InlineData("-0.000125", "de", "-0,000125")]
    [InlineData("19.000000", "de", "19")]
    public void A_number_that_is_no_money_has_the_digits_that_say_something(string number, string culture, string text) =>
        Assert.Equal(text, MoneyFormat.Number(decimal.Parse(number, CultureInfo.InvariantCulture), CultureInfo.GetCultureInfo(culture)));
}
