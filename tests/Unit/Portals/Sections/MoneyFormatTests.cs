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
    [InlineData("1000", "BIF", "en", "BIF 1,000")]
    [InlineData("1000", "XPF", "de", "1.000 XPF")]
    [InlineData("5", "LYD", "en", "LYD 5.000")]
    [InlineData("0.000125", "USD", "en", "$0.000125")]
    [InlineData("5.100000", "USD", "en", "$5.10")]
    public void An_amount_reads_as_its_culture_writes_it(string amount, string currency, string culture, string text) =>
        Assert.Equal(text, Money.Text(decimal.Parse(amount, CultureInfo.InvariantCulture), currency, CultureInfo.GetCultureInfo(culture)).Replace('\u00a0', ' '));

    [Fact]
    public void Every_currency_has_the_digits_of_iso_4217_on_pages_in_files_and_in_the_control_panel()
    {
        foreach (var currency in Portal.Currencies.CurrencyCodes.All)
        {
            var digits = currency switch
            {
                "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
                "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
                _ => 2,
            };
            var five = digits == 0 ? "5" : "5." + new string('0', digits);
            Assert.Equal(five, CsvCell.Money(5, currency).Text);
            Assert.Equal($"{five} {currency}", Portal.WebHost.ControlPanel.Money.Text(5, currency));
            Assert.EndsWith(five, Money.Text(5, currency, CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
        }
    }
}
