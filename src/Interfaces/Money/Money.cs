namespace Portal;

/// <summary>
/// An exact amount in one currency: the one place that knows how money is counted, rounded, written for programs and stored.
/// Faces alone write it for people, each in its own way. Amounts in two currencies are never added.
/// </summary>
/// <remarks>
/// In the namespace above all: one that is called as the folder would hide the type. It isn't stored and doesn't travel: a
/// document has the amount and its currency as two members, a row has <see cref="ToMicro"/> beside the code.
/// </remarks>
/// <param name="Amount">Never a binary fraction: <c>double</c> has no 0.1.</param>
/// <param name="Currency">ISO 4217, in capitals.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <summary>Digits after the point that are kept. A unit's price may have more than its currency has coins for.</summary>
    public const int MostDigits = 6;

    /// <summary>Rows keep millionths as 64-bit integers; a sum of nine hundred of the largest still fits.</summary>
    public const decimal Largest = 9_999_999_999.999999m;

    private const decimal Micro = 1_000_000m;

    /// <summary>Digits after the point of the currency's smallest coin (ISO 4217): 0, 2 or 3.</summary>
    public int Digits => CurrencyCodes.DigitsOf(Currency);

    /// <summary>Digits after the point that people read: all of the smallest coin, and as many more as say something.</summary>
    public int DigitsToShow => Math.Clamp(DecimalText.Digits(Amount), Digits, MostDigits);

    /// <summary>Null where there is no amount.</summary>
    public static Money? Of(decimal? amount, string currency) => amount is { } given ? new(given, currency) : null;

    /// <summary>From what <see cref="ToMicro"/> says.</summary>
    public static Money FromMicro(long micro, string currency) => new(micro / Micro, currency);

    /// <summary>
    /// To whole coins, a half up and away from zero, as amounts to be paid are rounded: Council Regulation (EC) No 1103/97,
    /// article 5. What is summed on a paper is rounded before it is summed (EN 16931-1, BR-CO-10).
    /// </summary>
    public Money Round() => this with { Amount = decimal.Round(Amount, Digits, MidpointRounding.AwayFromZero) };

    /// <summary>Millionths, as rows keep it: whole numbers, whose sum is exact on each database.</summary>
    /// <exception cref="OverflowException">It is above <see cref="Largest"/>, or has more than <see cref="MostDigits"/>.</exception>
    public long ToMicro() => DecimalText.Digits(Amount) <= MostDigits
        ? decimal.ToInt64(Amount * Micro)
        : throw new OverflowException($"{this} has more than {MostDigits} digits after the point.");

    /// <exception cref="InvalidOperationException">They are in two currencies.</exception>
    public static Money operator +(Money one, Money other) => one with { Amount = one.Amount + Same(one, other).Amount };

    /// <exception cref="InvalidOperationException">They are in two currencies.</exception>
    public static Money operator -(Money one, Money other) => one with { Amount = one.Amount - Same(one, other).Amount };

    public static Money operator -(Money one) => one with { Amount = -one.Amount };

    /// <summary>
    /// The amount for programs, as the API and exports have it beside the currency: <c>5.00</c>, <c>500</c> yen, <c>5.000</c>
    /// dinars, and no digit less than there is. <see cref="DecimalText.TryParse"/> reads it.
    /// </summary>
    public override string ToString() => DecimalText.Of(Amount, Digits);

    private static Money Same(Money one, Money other) => one.Currency == other.Currency
        ? other
        : throw new InvalidOperationException($"{one.Currency} and {other.Currency} don't add up.");
}
