namespace Portal.WebHost.Documents;

/// <summary>Money and other decimals as the API writes them: text, so that no reader rounds it.</summary>
internal static class Amounts
{
    public static readonly TextShape Money = new()
    {
        Format = "decimal",
        Description = "Decimal text, at most six digits after the decimal point.",
        Example = "\"5.00\"",
    };

    public static readonly TextShape MoneyOrNone = Money with { Nullable = true };

    /// <param name="currency">Null, or none that is known: a plain number.</param>
    public static string Text(decimal value, string? currency) =>
        currency is not null && CurrencyCodes.IsKnown(currency) ? new Money(value, currency).ToString() : DecimalText.Of(value);

    public static string? Text(decimal? value, string? currency) => value is { } given ? Text(given, currency) : null;
}
