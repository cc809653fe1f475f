using Portal.Saving;

namespace Portal.Domains;

/// <summary>What a sign-up may choose from: at least one currency, each known, none twice.</summary>
internal static class CurrencyRules
{
    public static string[] Check(string?[]? currencies, FieldErrors errors)
    {
        if (currencies is null or { Length: 0 })
            errors.Add("currencies", "Choose at least one currency.");
        string?[] codes = [.. (currencies ?? []).Select(c => c?.Trim().ToUpperInvariant())];
        return KeyRules.Known(codes, "currencies", "currency", CurrencyCodes.All, errors, "Enter an ISO 4217 code, such as USD or EUR.");
    }
}
