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

    /// <summary>
    /// As people type it: a point or a comma before the decimals. Refused is what countries read in two ways: <c>1,250</c> is a thousand
    /// and more to half of the world, and one and a quarter to the other.
    /// </summary>
    public static bool TryParseTyped(string text, out decimal value)
    {
        value = 0;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var isTold = comma < 0 || text.Length - comma - 1 != 3;
        return isTold && TryParse(text.Contains('.', StringComparison.Ordinal) ? text : text.Replace(',', '.'), out value);
    }

    /// <summary>
    /// As <see cref="TryParse"/> does, or as JSON writes numbers: other programs write a very small price as <c>1e-05</c>. Whatever zeros
    /// it has at its end, it is the same number, also where it is written down again.
    /// </summary>
    public static bool TryParseNumber(string? text, out decimal value)
    {
        value = 0;
        if (text is not { Length: <= 64 } || !decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out value))
            return false;
        value = Shortest(value);
        return true;
    }

    /// <summary>Digits after the point that say something: 5.10 has one.</summary>
    public static int Digits(decimal value) => Shortest(value).Scale;

    /// <summary>A share or an average that no money is made of, to so many digits after the point. Null: nothing.</summary>
    public static decimal? Shortened(decimal? value, int digits) =>
        value is { } given ? decimal.Round(given, digits, MidpointRounding.AwayFromZero) : null;

    private static decimal Shortest(decimal value) => value / 1.0000000000000000000000000000m;

    /// <param name="least">So many digits after the point in any case.</param>
    internal static string Of(decimal value, int least) =>
        value.ToString("F" + Math.Max(least, Digits(value)).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
