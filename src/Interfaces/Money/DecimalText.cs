using System.Globalization;

namespace Portal;

/// <summary>
/// A decimal as plain text, which programs read and no culture touches: money without its currency, a share, a threshold.
/// Pure.
/// </summary>
public static class DecimalText
{
    /// <summary>All digits that say something, with a point before them: <c>-1250.5</c>.</summary>
    public static string Of(decimal value) => Of(value, 0);

    /// <summary>Null: nothing.</summary>
    public static string? Of(decimal? value) => value is { } given ? Of(given) : null;

    /// <summary>A sign, digits and a point alone: no spaces, no groups (each country means something else by them), no exponent.</summary>
    public static bool TryParse(string? text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    /// <summary>Digits after the point that say something: 5.10 has one.</summary>
    public static int Digits(decimal value) => (value / 1.0000000000000000000000000000m).Scale;

    /// <param name="least">So many digits after the point in any case.</param>
    internal static string Of(decimal value, int least) =>
        value.ToString("F" + Math.Max(least, Digits(value)).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
