using System.Globalization;

namespace Portal.Tests.Cluster.Lists;

/// <summary>Names, addresses and numbers as a telecom operator's customers have them: the same number, the same words. Pure.</summary>
internal static class VolumeWords
{
    private static readonly string[] Firms =
    [
        "Acme", "Globex", "Müller", "Łódź", "São Paulo", "Ångström", "Đorđević", "İstanbul", "Ростелеком", "Київ", "Αθήνα", "東京", "大阪",
        "الاتصالات", "नमस्ते", "한국", "Nordic", "Baltic", "Alpine", "Iberia", "Atlas", "Orion", "Vega", "Lumen", "Zenith", "Polar", "Delta",
        "Sigma", "Omega", "Quantum", "Vertex", "Summit", "Pioneer", "Liberty", "Harbour", "Crystal", "Falcon", "Phoenix", "Titan", "Apollo",
    ];

    private static readonly string[] Trades =
    [
        "Telekom", "Télécom", "Networks", "Voice", "Carrier", "Línea", "Fiber", "Связь", "電話", "Wireless", "Call Centre", "Hôtel",
        "Bäckerei",
        "Logistics", "Kancelaria", "Clinic", "Trading", "Software", "Énergie",
        "Media",
    ];

    private static readonly string[] Forms = ["GmbH", "Ltd", "S.A.", "Inc", "d.o.o.", "Oy", "AB", "ООО"];

    private static readonly string[] Given =
    [
        "Anna", "José", "Zoë", "Jürgen", "Łukasz", "Иван", "Ольга", "Νίκος",
        "美咲", "محمد", "Chloé", "Björn", "Siân", "Ana María",
        "Peter", "Laura", "Ümit", "Đặng", "Marta", "Olaf",
    ];

    private static readonly string[] Countries = ["49", "1", "44", "380", "81"];

    private static readonly string[] Syllables =
    [
        "ba", "ber", "cor", "da", "del", "fa", "gar", "hol", "jan", "ka", "kov", "la", "lin", "ma", "mer", "na", "nov", "or", "pe", "ra",
        "ro", "sa", "sen", "ta", "tor", "ur", "va", "ver", "wil", "zan",
    ];

    /// <summary>From 0 to 1: the same for the same number and purpose.</summary>
    public static double Roll(long number, int purpose)
    {
        var mixed = ((ulong)number + 1) * 0x9E3779B97F4A7C15 ^ ((ulong)purpose + 1) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }

    /// <param name="skew">1: all alike; the higher, the more the first ones get.</param>
    public static int Pick(long number, int purpose, int of, double skew = 1) => (int)(of * Math.Pow(Roll(number, purpose), skew));

    public static string Company(long number)
    {
        var trade = Trades[Pick(number, 2, Trades.Length)];
        return Roll(number, 1) < 0.4
            ? string.Create(CultureInfo.InvariantCulture, $"{Firms[Pick(number, 3, Firms.Length, 2)]} {trade} {number % 9973}")
            : $"{Surname(number)} {trade} {Forms[Pick(number, 4, Forms.Length)]}";
    }

    public static string Person(long number) => $"{Given[Pick(number, 5, Given.Length)]} {Surname(number + 7)}";

    public static string Email(long number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Surname(number + 7).ToLowerInvariant()}.{number:x}@post{Pick(number, 6, 500, 2)}.example");

    public static string Phone(long number) => string.Create(
        CultureInfo.InvariantCulture, $"+{Countries[number % Countries.Length]} {(long)(Roll(number, 7) * 1e10):0000000000}");

    /// <summary>One of some 27,000, half of them with an accent somewhere.</summary>
    public static string Surname(long number)
    {
        var name = string.Concat(Enumerable.Range(10, 3).Select(purpose => Syllables[Pick(number, purpose, Syllables.Length)]));
        var accented = number % 2 == 0
            ? name
            : name.Replace("o", "ö", StringComparison.Ordinal).Replace("an", "án", StringComparison.Ordinal);
        return char.ToUpperInvariant(accented[0]) + accented[1..];
    }
}
