using System.Globalization;

namespace Portal.WebHost.ControlPanel;

/// <summary>Money as staff read it: all of the currency's digits, then its code. Pure.</summary>
internal static class PanelMoney
{
    public static string Text(Money money)
    {
        var format = "N" + money.DigitsToShow.ToString(CultureInfo.InvariantCulture);
        return $"{money.Amount.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−')} {money.Currency}";
    }
}
