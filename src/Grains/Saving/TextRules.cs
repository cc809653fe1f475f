using System.Globalization;
using System.Text;

namespace Portal.Saving;

/// <summary>What any text that is shown, mailed or stored must keep to.</summary>
internal static class TextRules
{
    /// <summary>
    /// One line: trimmed, blank is null. Line breaks would end a mail's header, control characters can't be seen, and
    /// those that turn the direction of writing can make a text read as another.
    /// </summary>
    public static string? Line(string? text, string field, int longest, FieldErrors errors)
    {
        var line = text?.Trim();
        if (string.IsNullOrEmpty(line))
            return null;
        if (line.Length > longest)
            errors.Add(field, $"This has {line.Length} characters; the limit is {longest}.");
        if (line.AsSpan().ContainsAny('\r', '\n'))
            errors.Add(field, "This must be one line. Remove the line breaks.");
        else if (line.EnumerateRunes().Any(IsInvisible) || HasHalfCharacter(line))
            errors.Add(field, "This contains an invisible control character. Enter it again.");
        return line;
    }

    /// <summary>Several lines: blank is null, line ends are LF.</summary>
    public static string? Lines(string? text, string field, int longest, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var lines = text.ReplaceLineEndings("\n").Trim();
        if (lines.Length > longest)
            errors.Add(field, $"This has {lines.Length} characters; the limit is {longest}.");
        if (lines.EnumerateRunes().Any(r => r.Value is not ('\n' or '\t') && IsInvisible(r)) || HasHalfCharacter(lines))
            errors.Add(field, "This contains an invisible control character. Enter it again.");
        return lines;
    }

    /// <summary>Code: kept as it is, blank is null; bounded in bytes of UTF-8.</summary>
    public static string? Code(string? text, string field, string what, int mostBytes, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > mostBytes)
            errors.Add(
                field,
                $"The {what} has {bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes; "
                    + $"the limit is {mostBytes.ToString("N0", CultureInfo.InvariantCulture)} ({mostBytes / 1024} KiB).");
        if (text.Contains('\0') || HasHalfCharacter(text))
            errors.Add(field, $"The {what} has a character that isn't allowed in text (NUL, or half of a character). Remove it.");
        return text;
    }

    // Cc: controls; bidirectional embeddings, overrides and isolates; line and paragraph separators.
    private static bool IsInvisible(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029 or 0xFEFF;

    private static bool HasHalfCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

}
