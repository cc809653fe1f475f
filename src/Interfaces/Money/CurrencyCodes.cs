using System.Collections.Frozen;

namespace Portal.Currencies;

/// <summary>
/// The currencies of ISO 4217 (list one) that people pay with. Funds, metals and codes for testing are left out: nobody
/// has an account in them.
/// </summary>
public static class CurrencyCodes
{
    private const string TwoDecimals = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK
        DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD
        KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP
        PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
        USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG
        """;

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> Decimals =
        Split(TwoDecimals).Select(code => KeyValuePair.Create(code, 2))
            .Concat(Split(NoDecimals).Select(code => KeyValuePair.Create(code, 0)))
            .Concat(Split(ThreeDecimals).Select(code => KeyValuePair.Create(code, 3)))
            .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All codes in the order of the alphabet.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Decimals.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether this is a code, in capitals.</summary>
    public static bool IsKnown(string code) => Decimals.ContainsKey(code);

    /// <summary>Digits after the point of a known code's smallest coin: 0, 2 or 3.</summary>
    /// <exception cref="KeyNotFoundException">The code is not known.</exception>
    public static int DecimalsOf(string code) => Decimals[code];

    /// <summary>The same for text that may be no code of ours: 2, as most have.</summary>
    public static int DecimalsOrTwo(string? code) => code is not null && Decimals.TryGetValue(code, out var decimals) ? decimals : 2;

    private static string[] Split(string codes) => codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
