using System.Globalization;
using static Portal.Hosts.Scripts;

namespace Portal.Hosts;

/// <summary>
/// Scripts that are in use for host names today (UAX 31, table 5: Recommended Scripts). A character can belong to several.
/// </summary>
[Flags]
internal enum Scripts
{
    None = 0,
    Arabic = 1 << 0,
    Armenian = 1 << 1,
    Bengali = 1 << 2,
    Bopomofo = 1 << 3,
    Cyrillic = 1 << 4,
    Devanagari = 1 << 5,
    Ethiopic = 1 << 6,
    Georgian = 1 << 7,
    Greek = 1 << 8,
    Gujarati = 1 << 9,
    Gurmukhi = 1 << 10,
    Hangul = 1 << 11,
    Han = 1 << 12,
    Hebrew = 1 << 13,
    Hiragana = 1 << 14,
    Katakana = 1 << 15,
    Khmer = 1 << 16,
    Kannada = 1 << 17,
    Lao = 1 << 18,
    Latin = 1 << 19,
    Malayalam = 1 << 20,
    Myanmar = 1 << 21,
    Oriya = 1 << 22,
    Sinhala = 1 << 23,
    Tamil = 1 << 24,
    Telugu = 1 << 25,
    Thaana = 1 << 26,
    Thai = 1 << 27,
    Tibetan = 1 << 28,
    Any = (1 << 29) - 1,
}

/// <summary>
/// Which scripts a character is written in: the property Script_Extensions of the Unicode Character Database, with
/// Common and Inherited as <see cref="Any"/>. Ranges run over capitals, symbols and holes, which IDNA refuses first.
/// </summary>
internal static class ScriptTable
{
    // Hexadecimal code points and ranges. ASCII letters are Latin, digits and the hyphen Any.
    private static readonly (Scripts Scripts, string Ranges)[] Source =
    [
        (Any, "2D 30-39"),
        (Latin, "61-7A"),
        (Any, """
            B5-B7 2B9-2D1 2EC-341 343-344 346-362 374 953-954 1AB0-1ACE 1DC2-1DF7 1DF9 1DFB-1DFF 200C-200D
            20D0-20EF 210A-2149 2E2F A717-A71F A788 FE00-FE2D FF10-FF19 101FD 1CF00-1D1AD 1D41A-1D7FF
            1FBF0-1FBF9
            """),
        (Arabic, "610-65F 66E-6FF 750-77F 870-8FF FB50-FDF1 FDF3-FDFB FE70-FEFC 102E0 1EE00-1EEBB"),
        (Arabic | Thaana, "660-669 FDF2"),
        (Armenian, "559-588 FB13-FB17"),
        (Bengali, "980-9FE 1CF7"),
        (Bengali | Devanagari, "1CD5-1CD6 1CD8 1CE1 1CEA 1CED 1CF5-1CF6 A8F1"),
        (Bengali | Devanagari | Gujarati | Gurmukhi | Kannada | Latin | Malayalam | Oriya | Tamil | Telugu, "951-952"),
        (Bengali | Devanagari | Kannada, "1CD0 1CD2"),
        (Bengali | Devanagari | Kannada | Oriya | Telugu, "1CF2"),
        (Bopomofo, "3105-312F 31A0-31BF"),
        (Bopomofo | Hangul | Han | Hiragana | Katakana, "30FB"),
        (Bopomofo | Han, "302A-302D"),
        (Cyrillic, "430-484 487-52F 1C80-1C88 1D2B 1D78 1DF8 2DE0-2DFF A641-A69F FE2E-FE2F"),
        (Cyrillic | Latin, "485-486"),
        (Devanagari, """
            900-950 955-97F 1CD1 1CD4 1CD7 1CD9 1CDB-1CE0 1CE2-1CE9 1CEB-1CEC 1CEE-1CF1 1CF3 1CF8-1CF9 A8E0-A8F0
            A8F2 A8F4-A8FF
            """),
        (Devanagari | Kannada, "1CF4"),
        (Devanagari | Kannada | Malayalam | Oriya | Tamil | Telugu, "1CDA"),
        (Devanagari | Latin, "20F0"),
        (Devanagari | Tamil, "A8F3"),
        (Ethiopic, "1200-138F 2D80-2DDE AB01-AB2E 1E7E0-1E7FE"),
        (Georgian, "10D0-10FF 2D00-2D2D"),
        (Greek, "342 345 371-373 375-3E1 3F0-3FC 1D26-1D2A 1D5D-1D61 1D66-1D6A 1DBF-1DC1 1F00-1FF7 AB65 1D242-1D244"),
        (Gujarati, "A81-AFF"),
        (Gurmukhi, "A01-A75"),
        (Hangul, "1100-11FF 302E-302F 3131-318E A960-A97C AC00-D7FB FFA0-FFDC"),
        (Han, "3005-3007 303B 3400-9FFF F900-FAD9 16FE3 16FF0-16FF1 20000-3134A"),
        (Han | Hiragana | Katakana, "303C"),
        (Hebrew, "591-5F4 FB1D-FB4F"),
        (Hiragana, "3041-3096 309D-309F 1B001-1B11F 1B150-1B152"),
        (Hiragana | Katakana, "3031-3035 3099-309A 30FC FF70 FF9E-FF9F"),
        (Katakana, "30A1-30FA 30FD-30FF 31F0-31FF FF66-FF6F FF71-FF9D 1AFF0-1B000 1B120-1B122 1B164-1B167"),
        (Khmer, "1780-17E9"),
        (Kannada, "C80-CF2"),
        (Lao, "E81-EDF"),
        (Latin, """
            AA BA-2B8 2E0-2E4 363-36F 1D00-1D25 1D2C-1D5C 1D62-1D65 1D6B-1D77 1D79-1DBE 1E01-1EFF 2071-209C
            214E-2184 2C61-2C7D A723-A787 A78C-A7FF AB30-AB64 AB66-AB69 FB00-FB06 FF41-FF5A 10780-107BA
            1DF00-1DF1E
            """),
        (Malayalam, "D00-D7F"),
        (Myanmar, "1000-109D A9E0-A9FE AA60-AA7F"),
        (Oriya, "B01-B71"),
        (Sinhala, "D81-DF3"),
        (Tamil, "B82-BEF 11301 11303 1133B-1133C"),
        (Telugu, "C00-C6F"),
        (Thaana, "780-7B1"),
        (Thai, "E01-E59"),
        (Tibetan, "F00-FC6"),
    ];

    private static readonly (int First, int Last, Scripts Scripts)[] Ranges = [.. Source.SelectMany(Parse).OrderBy(r => r.First)];

    /// <returns><see cref="None"/> for a character of no script in use.</returns>
    public static Scripts Of(int codePoint)
    {
        var (low, high) = (0, Ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < Ranges[middle].First)
                high = middle - 1;
            else if (codePoint > Ranges[middle].Last)
                low = middle + 1;
            else
                return Ranges[middle].Scripts;
        }

        return None;
    }

    private static IEnumerable<(int First, int Last, Scripts Scripts)> Parse((Scripts Scripts, string Ranges) row)
    {
        foreach (var range in row.Ranges.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-');
            yield return (Number(ends[0]), Number(ends[^1]), row.Scripts);
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
