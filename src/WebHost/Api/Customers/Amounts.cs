using System.Globalization;
using Portal.Currencies;

namespace Portal.WebHost.Api;

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

    /// <summary>With at least the digits that the currency's smallest coin has.</summary>
    public static string Text(decimal value, string? currency)
    {
        var decimals = currency is not null && CurrencyCodes.IsKnown(currency) ? CurrencyCodes.DecimalsOf(currency) : 0;
        var format = decimals == 0 ? "0.######" : $"0.{new string('0', decimals)}{new string('#', 6 - decimals)}";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    public static string? Text(decimal? value, string? currency) => value is { } given ? Text(given, currency) : null;
}
