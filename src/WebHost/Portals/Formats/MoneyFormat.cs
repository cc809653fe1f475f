using System.Collections.Concurrent;
using System.Globalization;

namespace Portal.WebHost.Portals;

/// <summary>
/// Amounts as a culture writes them, always with their currency: the sign where it can mean only one currency, else the
/// code. Pure.
/// </summary>
internal static class MoneyFormat
{
    // Patterns of NumberFormatInfo that set a code apart from its number.
    private const int CodeFirst = 2;
    private const int CodeFirstNegative = 12;

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["INR"] = "₹",
        ["ILS"] = "₪",
        ["KRW"] = "₩",
        ["VND"] = "₫",
        ["UAH"] = "₴",
        ["NGN"] = "₦",
    };

    private static readonly ConcurrentDictionary<(string Culture, string Currency), NumberFormatInfo> Formats = new();

    public static string Text(Money money, CultureInfo culture)
    {
        var format = Formats.GetOrAdd((culture.Name, money.Currency), static (key, from) => Make(key.Currency, from), culture);
        // An amount and its currency stay on one line.
        return money.Amount.ToString("C" + money.DigitsToShow.ToString(CultureInfo.InvariantCulture), format).Replace(' ', '\u00a0');
    }

    /// <summary>A number that is no money: a share, a threshold.</summary>
    public static string Number(decimal value, CultureInfo culture) =>
        value.ToString("N" + DecimalText.Digits(value).ToString(CultureInfo.InvariantCulture), culture);

    private static NumberFormatInfo Make(string currency, CultureInfo culture)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencySymbol = Signs.GetValueOrDefault(currency, currency);
        if (format.CurrencyPositivePattern is 0 or CodeFirst)
        {
            var isCode = format.CurrencySymbol.Length > 1;
            (format.CurrencyPositivePattern, format.CurrencyNegativePattern) = isCode ? (CodeFirst, CodeFirstNegative) : (0, 1);
        }

        return format;
    }
}
