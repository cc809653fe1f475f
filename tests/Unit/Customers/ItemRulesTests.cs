using Portal.Customers;

namespace Portal.Tests.Unit.Customers;

public sealed class ItemRulesTests
{
    private static readonly CustomerSettings Customer = new() { Id = "c_1", Name = "Acme", Currency = "USD", TopUpCurrencies = ["EUR"] };
    private static readonly Payment Payment = new() { Total = 5, Currency = "USD" };

    private static void Refused(string field, ItemSettings settings, CustomerSettings? customer = null) =>
        Assert.Equal(field, Assert.Single(ItemRules.Check(settings, customer ?? Customer).Errors).Field);

    private static T Taken<T>(T settings)
        where T : ItemSettings
    {
        var (clean, errors) = ItemRules.Check(settings, Customer);
        Assert.Empty(errors);
        return (T)clean;
    }

    [Theory]
    [InlineData("USD", "5.01", "5.001")]
    [InlineData("JPY", "500", "500.5")]
    [InlineData("BIF", "-500", "-0.01")]
    [InlineData("LYD", "5.001", "5.0001")]
    public void A_payment_has_at_most_its_currencys_digits(string currency, string most, string tooMany)
    {
        var customer = Customer with { Currency = currency };
        var (fine, wrong) = (
            decimal.Parse(most, System.Globalization.CultureInfo.InvariantCulture),
            decimal.Parse(tooMany, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(ItemRules.Check(new Payment { Total = fine, Currency = currency, Fee = Math.Abs(fine) }, customer).Errors);
        Refused("total", new Payment { Total = wrong, Currency = currency }, customer);
        Refused("fee", new Payment { Total = fine, Currency = currency, Fee = Math.Abs(wrong) }, customer);
    }

    [Fact]
    public void Money_is_not_nothing_exact_and_in_a_currency_of_the_customer()
    {
        Assert.Equal("EUR", Taken(Payment with { Currency = " eur" }).Currency);
        Assert.Equal("USD", Taken(Payment with { Currency = "" }).Currency);
        Taken(Payment with { Total = -0.01m });
        Refused("total", Payment with { Total = 0 });
        Refused("total", Payment with { Total = 1.0000001m });
        Refused("total", Payment with { Total = 10_000_000_000m });
        Refused("currency", Payment with { Currency = "GBP" });
        Refused("fee", Payment with { Fee = -1 });
        Refused("time", Payment with { Time = DateTimeOffset.MinValue });
        Refused("description", Payment with { Description = "a\nb" });
    }

    [Fact]
    public void Other_rows_keep_to_their_rules()
    {
        Refused("name", new CustomerRoute { Name = "" });
        Refused("prefix", new CustomerRoute { Name = "a", Prefix = "abc" });
        Refused("maxDuration", new CustomerRoute { Name = "a", MaxDuration = 0 });
        Refused("channels", new CustomerRoute { Name = "a", Channels = -1 });
        Refused("quantity", new CustomerPackage { Name = "a", Quantity = 0 });
        Refused("end", new CustomerPackage { Name = "a", Start = new DateOnly(2027, 2, 1), End = new DateOnly(2027, 1, 1) });
        Refused("retail", new CustomerPackage { Name = "a", Retail = -1 });
        Assert.Equal("USD", Taken(new CustomerPackage { Name = "a", Retail = 1 }).Currency);
        Assert.Null(Taken(new CustomerPackage { Name = "a" }).Currency);
        Taken(new CustomerAlert { Title = "a", Area = AlertArea.Balance, Threshold = -5 });
        Refused("threshold", new CustomerAlert { Title = "a", Area = AlertArea.Asr, Threshold = -5 });
        Refused("email", new CustomerAlert { Title = "a", Email = "x" });
        Refused("name", new CustomerContract { Name = " " });
        Refused("kind", new CustomerRoute { Name = "a" }, Customer with { Kind = CustomerKind.Carrier });
    }

    [Fact]
    public void What_stands_after_a_hash_is_for_staff()
    {
        Assert.Equal("Voucher", (Payment with { Description = "Voucher # from Ann" }).PublicDescription);
        Assert.Null((Payment with { Description = "# from Ann" }).PublicDescription);
    }

    [Fact]
    public void An_operation_makes_the_same_ids()
    {
        var id = CustomerIds.For(CustomerKind.Customer, "op");
        Assert.Equal(id, CustomerIds.For(CustomerKind.Customer, "op"));
        Assert.True(CustomerIds.Is(CustomerKind.Customer, id));
        Assert.False(CustomerIds.Is(CustomerKind.Carrier, id));
        Assert.False(CustomerIds.Is(CustomerKind.Customer, "c_a/b"));
        Assert.NotEqual(CustomerIds.ForItem(id, ItemKind.Payment, "op", 0), CustomerIds.ForItem(id, ItemKind.Payment, "op", 1));
    }
}
