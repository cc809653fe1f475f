using System.Globalization;
using System.Text;

namespace Portal.Storage;

/// <summary>
/// Text as it is searched: in lower case and without accents, so that “muller” finds Müller and “MÜLLER” does too. Read models keep it in a
/// column of their own, since SQLite can do neither to letters beyond ASCII. What is stored and what is typed go through the same. Pure.
/// </summary>
internal static class Folded
{
    private const int FewestDigits = 4;

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Half of a pair, as a program may send it, is no text that could be taken apart.
        var whole = string.Concat(text.EnumerateRunes());
        var folded = new StringBuilder(whole.Length);
        foreach (var c in whole.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                folded.Append(Plain(char.ToLowerInvariant(c)));
        }

        return folded.ToString();
    }

    /// <summary>One text of several, on lines of their own: a search never matches across two.</summary>
    public static string Of(params IEnumerable<string?> texts) =>
        string.Join('\n', texts.Where(text => !string.IsNullOrEmpty(text)).Select(text => Of(text)));

    /// <summary>
    /// A phone number's digits, as people of all countries dial them: without the signs between, without what is dialled instead of +, and
    /// without the zero of <c>+49 (0)30</c>. Null: this is no number, or too short a part of one.
    /// </summary>
    public static string? Digits(string? text)
    {
        var written = text?.Replace("(0)", "", StringComparison.Ordinal) ?? "";
        var digits = new string([.. written.Where(char.IsAsciiDigit)]).TrimStart('0');
        return digits.Length >= FewestDigits
            && written.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '/' or '.' or '(' or ')' || char.IsWhiteSpace(c))
                ? digits
                : null;
    }

    // Letters that no accent can be taken from, by what people type instead.
    private static string Plain(char c) => c switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => c.ToString(),
    };
}
