namespace Portal.Customers;

/// <summary>A customer's balance in each currency; zero where nothing was paid.</summary>
internal sealed class Balances(IEnumerable<Money> sums)
{
    private readonly Dictionary<string, Money> sums = sums.ToDictionary(sum => sum.Currency, StringComparer.Ordinal);

    /// <summary>Of somebody who has paid nothing, or never pays.</summary>
    public static Balances None { get; } = new([]);

    public Money In(string currency) => sums.GetValueOrDefault(currency, new Money(0, currency));
}
