using Portal.Saving;

namespace Portal.Customers;

/// <summary>Everything that must hold of a row that hangs on a customer. Pure. All errors are collected, each at its field.</summary>
internal static class ItemRules
{
    public const int LongestWord = 100;
    public const int LongestNotes = 4000;

    /// <summary>Of calls, of pieces.</summary>
    public const int Most = 1_000_000;
    private const int LongestName = 200;

    /// <summary>Times that somebody can mean; others are slips of the pen.</summary>
    private static readonly DateTimeOffset First = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string OfCarriers =
        string.Join(" and ", ItemKinds.All.Where(kind => kind.IsForCarriers).Select(kind => kind.Plural));

    /// <param name="settings">As they were sent.</param>
    /// <param name="customer">Whose it is.</param>
    /// <returns>The settings in their one form and what is wrong.</returns>
    public static (ItemSettings Settings, IReadOnlyList<FieldError> Errors) Check(ItemSettings settings, CustomerSettings customer)
    {
        var (errors, traits) = (new FieldErrors(), ItemKinds.Of(settings));
        if (customer.IsCarrier && !traits.IsForCarriers)
            errors.Add("kind", $"A carrier has only {OfCarriers}.");
        return (traits.Check(settings, customer, errors), errors.All);
    }

    public static string Name(string? written, string field, string missing, FieldErrors errors)
    {
        var name = TextRules.Line(written, field, LongestName, errors);
        if (name is null)
            errors.Add(field, missing);
        return name ?? "";
    }

    /// <summary>The customer's own, or one that it may top up in; its own where none is named.</summary>
    public static string Currency(string? written, CustomerSettings customer, FieldErrors errors)
    {
        var code = CurrencyCodes.Clean(written) ?? customer.Currency;
        if (code != customer.Currency && !customer.TopUpCurrencies.Contains(code, StringComparer.Ordinal))
            errors.Add(
                "currency",
                $"This customer has {string.Join(", ", customer.TopUpCurrencies.Prepend(customer.Currency).Distinct())}. "
                    + "Choose one of these, or add the currency to its currencies for top-up.");
        return code;
    }

    public static DateTimeOffset? Moment(DateTimeOffset? time, string field, FieldErrors errors)
    {
        if (time is not { } given)
            return null;
        if (given < First || given > Last)
            errors.Add(field, "Enter a time between the years 1990 and 2200.");
        return DateTimeOffset.FromUnixTimeMilliseconds(given.ToUnixTimeMilliseconds());
    }
}
