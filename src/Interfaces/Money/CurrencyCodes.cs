using System.Collections.Frozen;

namespace Portal;

/// <summary>
/// The currencies of ISO 4217 that people pay with, and the digits that each has after the point ("minor unit"). Funds,
/// metals and codes for testing are left out: nobody has an account in them.
/// </summary>
/// <remarks>
/// Source: list one as its maintenance agency publishes it
/// (https://www.six-group.com/en/products-services/financial-information/data-standards.html), state of 2026: without BGN.
/// What operating systems say of a currency is another list (Unicode CLDR), with other digits: it says what is in a purse
/// today, not what is booked.
/// </remarks>
public static class CurrencyCodes
{
    private const string TwoDigits = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK
        DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD
        KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP
        PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
        USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG
        """;

    private const string NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> Digits =
        Split(TwoDigits).Select(code => KeyValuePair.Create(code, 2))
            .Concat(Split(NoDigits).Select(code => KeyValuePair.Create(code, 0)))
            .Concat(Split(ThreeDigits).Select(code => KeyValuePair.Create(code, 3)))
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All codes in the order of the alphabet.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Digits.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether this is a code, in capitals.</summary>
    public static bool IsKnown(string? code) => code is not null && Digits.ContainsKey(code);

    /// <summary>As codes are compared and kept, of whatever somebody typed: capitals, no spaces around. Null: nothing was typed.</summary>
    public static string? Clean(string? typed) => typed?.Trim().ToUpperInvariant() is { Length: > 0 } code ? code : null;

    /// <summary>Digits after the point of the smallest coin: 0, 2 or 3; of text that is no code of ours 2, as most have.</summary>
    public static int DigitsOf(string? code) => code is not null && Digits.TryGetValue(code, out var digits) ? digits : 2;

    private static string[] Split(string codes) => codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
