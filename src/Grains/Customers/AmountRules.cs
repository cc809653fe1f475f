using System.Globalization;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>Numbers that people write: money, shares, counts. None is kept that its row could not hold exactly.</summary>
internal static class AmountRules
{
    /// <summary>Of either sign: money, and all that is counted like it.</summary>
    public static decimal Exact(decimal value, string field, FieldErrors errors)
    {
        if (DecimalText.Digits(value) > Money.MostDigits)
            errors.Add(field, $"Enter at most {Money.MostDigits} digits after the decimal point.");
        if (Math.Abs(value) > Money.Largest)
            errors.Add(field, $"This is too large. The limit is {DecimalText.Of(Money.Largest)}.");
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
        var paid = new Money(value, currency);
        if (paid.Round() == paid)
            return Exact(value, field, errors);
        errors.Add(field, paid.Digits == 0
            ? $"{currency} has no decimal places: enter a whole amount."
            : $"{currency} has {paid.Digits} decimal places: enter no more than that.");
        return value;
    }

    public static decimal NotNegative(decimal value, string field, FieldErrors errors)
    {
        if (value < 0)
            errors.Add(field, "This can't be less than zero.");
        return Exact(value, field, errors);
    }

    public static decimal? NotNegative(decimal? value, string field, FieldErrors errors) =>
        value is { } given ? NotNegative(given, field, errors) : null;

    public static decimal? Percent(decimal? value, string field, FieldErrors errors)
    {
        if (value is < 0 or > 100)
            errors.Add(field, "This is a percentage: enter 0 to 100.");
        else if (value is { } given)
            Exact(given, field, errors);
        return value;
    }

    public static int? Count(int? value, int least, int most, string field, FieldErrors errors)
    {
        if (value < least || value > most)
            errors.Add(field, $"Enter a whole number from {least} to {most.ToString(CultureInfo.InvariantCulture)}, or leave it empty.");
        return value;
    }
}
