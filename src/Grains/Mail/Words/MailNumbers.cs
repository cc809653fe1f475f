using System.Globalization;

namespace Portal.Mail;

/// <summary>Numbers as a mail's reader writes them. Pure.</summary>
internal static class MailNumbers
{
    /// <summary>A number that is no money: a share, a threshold.</summary>
    public static string Number(decimal value, CultureInfo culture) => Digits(value, DecimalText.Digits(value), culture);

    /// <summary>An amount in its currency's digits, without its code; what is none stays as it is.</summary>
    public static string Amount(string text, string currency, CultureInfo culture)
    {
        if (!DecimalText.TryParse(text, out var number))
            return text;
        var amount = new Money(number, currency).Round();
        return Digits(amount.Amount, amount.Digits, culture);
    }

    private static string Digits(decimal value, int digits, CultureInfo culture) =>
        value.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), culture);
}
