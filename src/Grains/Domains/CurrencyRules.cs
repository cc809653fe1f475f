using Portal.Saving;

namespace Portal.Domains;

/// <summary>Lists of currencies: each is known, none is there twice.</summary>
internal static class CurrencyRules
{
    /// <summary>What a sign-up may choose from: at least one.</summary>
    public static string[] Check(string?[]? currencies, string[]? stored, FieldErrors errors)
    {
        if (currencies is null or { Length: 0 })
            errors.Add("currencies", "Choose at least one currency.");
        return Known(currencies, "currencies", stored, errors);
    }

    public static string[] Known(string?[]? typed, string field, string[]? stored, FieldErrors errors) => KeyRules.Known(
        [.. (typed ?? []).Select(CurrencyCodes.Clean)], field, "currency", CurrencyCodes.All, errors, stored,
        "Enter an ISO 4217 code, such as USD or EUR.");
}
