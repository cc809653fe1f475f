using System.Globalization;
using Portal.Currencies;

namespace Portal.WebHost.ControlPanel;

/// <summary>Money as staff read it: all of the currency's decimals, then its code. Pure.</summary>
internal static class Money
{
    public static string Text(decimal amount, string currency)
    {
        var decimals = CurrencyCodes.DecimalsOrTwo(currency);
        return $"{amount.ToString("#,##0." + new string('0', decimals) + new string('#', 6 - decimals), CultureInfo.InvariantCulture).Replace('-', '−')} {currency}";
    }
}
