using System.Globalization;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class MoneyTests
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
    [InlineData("0.000125", "USD", "en", "$0.000125")]
    [InlineData("5.100000", "USD", "en", "$5.10")]
    public void An_amount_reads_as_its_culture_writes_it(string amount, string currency, string culture, string text) =>
        Assert.Equal(text, Money.Text(decimal.Parse(amount, CultureInfo.InvariantCulture), currency, CultureInfo.GetCultureInfo(culture)).Replace('\u00a0', ' '));
}
