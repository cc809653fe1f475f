namespace Portal;

/// <summary>Amounts as other programs count them: in coins, or in millionths. Pure.</summary>
public static class MoneyUnits
{
    /// <summary>Of the smallest coins of a currency; of one that isn't known, of hundredths.</summary>
    public static decimal FromCoins(decimal coins, string? currency) => CurrencyCodes.DigitsOf(currency) switch
    {
        0 => coins,
        3 => coins * 0.001m,
        _ => coins * 0.01m,
    };

    public static decimal FromMicro(decimal micro) => micro * 0.000_001m;
}
