using System.Globalization;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Documents;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit;

public sealed class CurrencyTests
{
    public static TheoryData<string, int> Table
    {
        get
        {
            var table = new TheoryData<string, int>();
            foreach (var (digits, codes) in ((int, string)[])[
                (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
                (2, "AUD BRL CAD CHF CNY CZK EGP EUR GBP HUF IDR ILS INR IRR MGA MRU MXN NGN NOK PLN SEK TRY UAH USD UZS XCG ZAR ZWG"),
                (3, "BHD IQD JOD KWD LYD OMR TND"),
            ])
            {
                foreach (var code in codes.Split(' '))
                    table.Add(code, digits);
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_currency_has_the_digits_of_iso_4217_wherever_it_is_read(string currency, int digits)
    {
        var five = digits == 0 ? "5" : "5." + new string('0', digits);
        var money = new Money(5, currency);
        Assert.Equal(digits, money.Digits);
        Assert.Equal(five, money.ToString());
        Assert.Equal(five, Amounts.Text(5, currency));
        Assert.Equal(five, CsvCell.Of(money).Text);
        Assert.Equal($"{five} {currency}", PanelMoney.Text(money));
        Assert.EndsWith(five, MoneyFormat.Text(money, CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
    }

    [Fact]
    public void No_other_currency_than_those_of_the_table_has_other_digits_than_two()
    {
        var told = Table.Select(row => row.Data.Item1).ToHashSet(StringComparer.Ordinal);
        Assert.All(CurrencyCodes.All.Where(code => !told.Contains(code)), code => Assert.Equal(2, CurrencyCodes.DigitsOf(code)));
        Assert.Superset(told, CurrencyCodes.All.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("XXX")]
    [InlineData("XAU")]
    [InlineData("CLF")]
    [InlineData("BGN")]
    [InlineData("usd")]
    [InlineData("")]
    [InlineData(null)]
    public void What_nobody_pays_with_is_no_currency(string? code) => Assert.False(CurrencyCodes.IsKnown(code));

    [Theory]
    [InlineData(" usd\n", "USD")]
    [InlineData("euro", "EURO")]
    [InlineData("  ", null)]
    [InlineData(null, null)]
    public void A_code_is_typed_in_any_way(string? typed, string? code) => Assert.Equal(code, CurrencyCodes.Clean(typed));
}
