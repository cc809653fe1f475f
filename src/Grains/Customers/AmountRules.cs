using System.Globalization;
using Portal.Currencies;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>Numbers that people write: money, shares, counts. None is kept that its row could not hold exactly.</summary>
internal static class AmountRules
{
    /// <summary>Digits after the point of money and of all that is counted like it.</summary>
    public const int Decimals = 6;

    // Rows keep millionths as 64-bit integers; a sum of very many of the largest still fits.
    private const decimal Largest = 9_999_999_999.999999m;

    /// <summary>Money of either sign.</summary>
    public static decimal Money(decimal value, string field, FieldErrors errors)
    {
        if (decimal.Round(value, Decimals) != value)
            errors.Add(field, $"Enter at most {Decimals} digits after the decimal point.");
        if (Math.Abs(value) > Largest)
            errors.Add(field, $"This is too large. The limit is {Largest.ToString(CultureInfo.InvariantCulture)}.");
        return value;
    }

    public static decimal? PaidNotNegative(decimal? value, string currency, string field, FieldErrors errors)
    {
        if (value < 0)
            errors.Add(field, "This can't be less than zero.");
        return value is { } given ? Paid(given, currency, field, errors) : null;
    }

    /// <summary>What is paid: there is no coin below the currency's smallest. Prices of a unit may have more digits.</summary>
    public static decimal Paid(decimal value, string currency, string field, FieldErrors errors)
    {
        var digits = CurrencyCodes.DecimalsOrTwo(currency);
        if (decimal.Round(value, digits) == value)
            return Money(value, field, errors);
        errors.Add(field, digits == 0
            ? $"{currency} has no decimal places: enter a whole amount."
            : $"{currency} has {digits} decimal places: enter no more than that.");
        return value;
    }

    public static decimal NotNegative(decimal value, string field, FieldErrors errors)
    {
        if (value < 0)
            errors.Add(field, "This can't be less than zero.");
        return Money(value, field, errors);
    }

    public static decimal? NotNegative(decimal? value, string field, FieldErrors errors) =>
        value is { } given ? NotNegative(given, field, errors) : null;

    public static decimal? Percent(decimal? value, string field, FieldErrors errors)
    {
        if (value is < 0 or > 100)
            errors.Add(field, "This is a percentage: enter 0 to 100.");
        else if (value is { } given)
            Money(given, field, errors);
        return value;
    }

    public static int? Count(int? value, int least, int most, string field, FieldErrors errors)
    {
        if (value < least || value > most)
            errors.Add(field, $"Enter a whole number from {least} to {most.ToString(CultureInfo.InvariantCulture)}, or leave it empty.");
        return value;
    }
}
