using System.Globalization;
using System.Text;

namespace Portal.Hosts;

/// <summary>
/// Which characters may stand together in a U-label: UTS 39's "Highly Restrictive" level (one script; or Latin with the
/// scripts of Japanese, Korean or Chinese), digits of one system, and of RFC 5893 what remains after that.
/// </summary>
internal static class ScriptRule
{
    private const Scripts Japanese = Scripts.Han | Scripts.Hiragana | Scripts.Katakana;
    private const Scripts Korean = Scripts.Han | Scripts.Hangul;
    private const Scripts Chinese = Scripts.Han | Scripts.Bopomofo;
    private const Scripts RightToLeft = Scripts.Arabic | Scripts.Hebrew | Scripts.Thaana;

    // Joiners (RFC 5892, A.1 and A.2; IDNA's mapping has checked their context) and punctuation that words of a language need.
    private const string Exceptions = "\u200C\u200D\u00B7\u0375\u05F3\u05F4\u30FB\u3007";

    /// <returns>Empty when the label is right, else the sentence.</returns>
    public static string Check(string label)
    {
        var (japanese, korean, chinese) = (true, true, true);
        var (single, seen, zero) = (Scripts.Any, Scripts.None, -1);
        foreach (var rune in label.EnumerateRunes())
        {
            if (!IsWordCharacter(rune))
                return $"A host name can't contain the character “{rune}”; use letters and digits.";
            var scripts = ScriptTable.Of(rune.Value);
            if (scripts == Scripts.None)
                return $"The character “{rune}” is from a script that isn't used for host names.";
            single &= scripts;
            seen |= scripts == Scripts.Any ? Scripts.None : scripts;
            japanese &= (scripts & (Japanese | Scripts.Latin)) != Scripts.None;
            korean &= (scripts & (Korean | Scripts.Latin)) != Scripts.None;
            chinese &= (scripts & (Chinese | Scripts.Latin)) != Scripts.None;
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber)
                continue;
            var system = rune.Value - (int)Rune.GetNumericValue(rune);
            if (zero >= 0 && zero != system)
                return $"The part “{HostInput.Short(label)}” mixes digits from two systems. Use one.";
            zero = system;
        }

        if (single == Scripts.None && !japanese && !korean && !chinese)
            return $"The part “{HostInput.Short(label)}” mixes letters from different scripts ({seen}), "
                + "which can make one name look like another. Use one script.";
        return (single & RightToLeft) != Scripts.None && (single & ~RightToLeft) == Scripts.None && char.IsAsciiDigit(label[0])
            ? $"The part “{HostInput.Short(label)}” runs from right to left and begins with a digit. Begin with a letter."
            : "";
    }

    private static bool IsWordCharacter(Rune rune) => rune.Value == '-' || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
        || (rune.IsBmp && Exceptions.Contains((char)rune.Value));
}
