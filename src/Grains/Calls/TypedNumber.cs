using System.Buffers;

namespace Portal.Calls;

/// <summary>The beginning of a number as people write it: with spaces, hyphens, brackets, a plus or two zeros. Pure.</summary>
internal static class TypedNumber
{
    private static readonly SearchValues<char> Written = SearchValues.Create("0123456789+-()./ \u00a0\u2009\u2010\u2011\u2013\u202f");

    /// <summary>The digits that a number begins with, its country code first; what is no number, such as a name, stays as it is.</summary>
    public static string Clean(string typed)
    {
        if (typed.AsSpan().ContainsAnyExcept(Written))
            return typed;
        // Of +49 (0)30 the zero is for those who dial from within.
        var isAbroad = typed.AsSpan().TrimStart() is ['+', ..] or ['0', '0', ..];
        var digits = string.Concat((isAbroad ? typed.Replace("(0)", "", StringComparison.Ordinal) : typed).Where(char.IsAsciiDigit));
        while (digits is ['0', '0', _, ..])
            digits = digits[2..];
        return digits.Length == 0 ? typed : digits;
    }

    public static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
