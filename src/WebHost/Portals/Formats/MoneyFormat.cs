using System.Collections.Concurrent;
using System.Globalization;
using Portal.Currencies;

namespace Portal.WebHost.Portals;

/// <summary>
/// Amounts as a culture writes them, always with their currency: the sign where it can mean only one currency, else the
/// code. Pure.
/// </summary>
internal static class Money
{
    // Patterns of NumberFormatInfo that set a code apart from its number.
    private const int CodeFirst = 2;
    private const int CodeFirstNegative = 12;
    private const int MostDigits = 6;

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

    public static string Text(decimal amount, string currency, CultureInfo culture)
    {
        var format = Formats.GetOrAdd((culture.Name, currency), static (key, from) => Make(key.Currency, from), culture);
        var digits = Math.Clamp(ScaleOf(amount), format.CurrencyDecimalDigits, MostDigits);
        // An amount and its currency stay on one line.
        return amount.ToString("C" + digits.ToString(CultureInfo.InvariantCulture), format).Replace(' ', '\u00a0');
    }

    private static NumberFormatInfo Make(string currency, CultureInfo culture)
    {
        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        format.CurrencyDecimalDigits = CurrencyCodes.DecimalsOrTwo(currency);
        format.CurrencySymbol = Signs.GetValueOrDefault(currency, currency);
        if (format.CurrencyPositivePattern is 0 or CodeFirst)
        {
            var isCode = format.CurrencySymbol.Length > 1;
            (format.CurrencyPositivePattern, format.CurrencyNegativePattern) = isCode ? (CodeFirst, CodeFirstNegative) : (0, 1);
        }

        return format;
    }

    // Digits after the point that say something: 5.10 has one.
    private static int ScaleOf(decimal amount) => (amount / 1.0000000000000000000000000000m).Scale;
}
