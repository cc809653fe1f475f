using System.Globalization;

namespace Portal.Tests.Unit;

public sealed class MoneyTests
{
    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("5", "USD", "5.00")]
    [InlineData("-5.1", "EUR", "-5.10")]
    [InlineData("5.100000", "EUR", "5.10")]
    [InlineData("0", "USD", "0.00")]
    [InlineData("-0.000125", "USD", "-0.000125")]
    [InlineData("0.00000012", "USD", "0.00000012")]
    [InlineData("1234567.5", "GBP", "1234567.50")]
    [InlineData("500", "JPY", "500")]
    [InlineData("500.00", "XPF", "500")]
    [InlineData("0.5", "JPY", "0.5")]
    [InlineData("5", "LYD", "5.000")]
    [InlineData("9999999999.999999", "KWD", "9999999999.999999")]
    [InlineData("5", "???", "5.00")]
    public void Programs_read_all_digits_of_the_coin_and_none_less_than_there_are(string amount, string currency, string text) =>
        Assert.Equal(text, new Money(Number(amount), currency).ToString());

    [Theory]
    [InlineData("2.345", "USD", "2.35")]
    [InlineData("2.355", "USD", "2.36")]
    [InlineData("-2.345", "USD", "-2.35")]
    [InlineData("2.3449999", "USD", "2.34")]
    [InlineData("0.5", "JPY", "1")]
    [InlineData("-1.5", "VUV", "-2")]
    [InlineData("1.0005", "LYD", "1.001")]
    [InlineData("1.0004", "TND", "1.000")]
    public void Rounding_is_to_whole_coins_and_a_half_goes_away_from_zero(string amount, string currency, string text) =>
        Assert.Equal(text, new Money(Number(amount), currency).Round().ToString());

    [Fact]
    public void What_is_written_or_stored_is_read_back_as_it_was()
    {
        decimal[] amounts = [0, 1, -1, 0.000001m, -0.5m, 12.34m, 1250.505m, 0.1m + 0.2m, Money.Largest, -Money.Largest];
        foreach (var money in CurrencyCodes.All.SelectMany(code => amounts.Select(amount => new Money(amount, code))))
        {
            Assert.True(DecimalText.TryParse(money.ToString(), out var read));
            Assert.Equal(money, money with { Amount = read });
            Assert.Equal(money, Money.FromMicro(money.ToMicro(), money.Currency));
        }
    }

    [Theory]
    [InlineData("5.00", 5_000_000)]
    [InlineData("-0.000001", -1)]
    [InlineData("9999999999.999999", 9_999_999_999_999_999)]
    public void Rows_keep_millionths(string amount, long micro) => Assert.Equal(micro, new Money(Number(amount), "USD").ToMicro());

    [Theory]
    [InlineData("0.0000001")]
    [InlineData("9999999999999.99")]
    public void What_a_row_could_not_hold_exactly_is_never_made_to_fit(string amount) =>
        Assert.Throws<OverflowException>(() => new Money(Number(amount), "USD").ToMicro());

    [Fact]
    public void A_sum_is_exact_and_in_one_currency()
    {
        var sum = Enumerable.Repeat(new Money(0.1m, "USD"), 10).Aggregate((one, other) => one + other);
        Assert.Equal(new Money(1, "USD"), sum);
        Assert.Equal(new Money(-0.7m, "USD"), new Money(0.3m, "USD") - sum);
        Assert.Equal(new Money(-1, "USD"), -sum);
        Assert.Throws<InvalidOperationException>(() => sum + new Money(1, "EUR"));
        Assert.Throws<InvalidOperationException>(() => sum - new Money(1, "EUR"));
    }

    [Theory]
    [InlineData("5.00", "5.00")]
    [InlineData("+.5", "0.5")]
    [InlineData("-1250.505", "-1250.505")]
    [InlineData("1,250.50", null)]
    [InlineData("1 250", null)]
    [InlineData(" 5", null)]
    [InlineData("5e3", null)]
    [InlineData("5 USD", null)]
    [InlineData("(5)", null)]
    [InlineData("٥", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_number_is_a_sign_digits_and_a_point(string? text, string? number)
    {
        Assert.Equal(number is not null, DecimalText.TryParse(text, out var read));
        Assert.Equal(number is null ? 0 : Number(number), read);
    }

    [Theory]
    [InlineData("12.5", "12.5")]
    [InlineData("12,5", "12.5")]
    [InlineData("-1250,50", "-1250.50")]
    [InlineData("1.250", "1.250")]
    [InlineData("1,250", null)]
    [InlineData("1,250.50", null)]
    [InlineData("1.250,50", null)]
    [InlineData("1,2,3", null)]
    [InlineData("many", null)]
    public void What_people_type_has_a_point_or_a_comma_and_no_groups(string text, string? number)
    {
        Assert.Equal(number is not null, DecimalText.TryParseTyped(text, out var read));
        Assert.Equal(number is null ? 0 : Number(number), read);
    }
}
