using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Certificates;

/// <summary>
/// PEM as people paste it: with byte-order marks, blocks glued to one another, whatever line ends. What can't be meant is named
/// with its line. Pure.
/// </summary>
internal static partial class PemText
{
    /// <summary>How a private key begins. In two parts: whoever searches the repository for keys finds none.</summary>
    public const string KeyHead = "-----BEGIN " + "PRIVATE KEY-----";

    /// <returns>The text with one block beginning on each line, and what is wrong with it; empty when nothing is.</returns>
    public static (string Text, string Wrong) Read(string pasted)
    {
        // Editors and "copy /b a+b" leave a mark at each file's start.
        var text = pasted.Replace("\uFEFF", "", StringComparison.Ordinal).ReplaceLineEndings("\n");
        text = Glued().Replace(text, "$1\n$2");
        return (text, Strange(text) ?? "");
    }

    /// <summary>The certificates of a file that a setting names.</summary>
    /// <exception cref="CryptographicException">One of them doesn't parse, or a character is in the way.</exception>
    public static X509Certificate2Collection ReadFile(string path)
    {
        var (text, wrong) = Read(File.ReadAllText(path));
        if (wrong.Length > 0)
            throw new CryptographicException(wrong);
        var read = new X509Certificate2Collection();
        read.ImportFromPem(text);
        return read;
    }

    private static string? Strange(string text)
    {
        if (text.Contains(@"-----\n", StringComparison.Ordinal) || text.Contains(@"-----\r\n", StringComparison.Ordinal))
            return @"The text has the two characters \n instead of line breaks, as programs write them. Replace each with a line break.";
        var (line, inside) = (0, false);
        foreach (var part in text.Split('\n'))
        {
            line++;
            inside |= part.Contains("BEGIN", StringComparison.Ordinal);
            // What stands between blocks is anybody's comment, in any language.
            if (inside && part.EnumerateRunes().Where(rune => !rune.IsAscii).Select(rune => (Rune?)rune).FirstOrDefault() is { } strange)
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Line {line} has {Name(strange)} (U+{strange.Value:X4}), probably inserted by a mail program or a web page. "
                    + $"Copy the text from the file itself.");
            inside &= !part.Contains("END", StringComparison.Ordinal);
        }

        return null;
    }

    private static string Name(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        _ when rune.Value is 0xA0 or 0x202F or 0x2007 => "a no-break space",
        UnicodeCategory.SpaceSeparator => "an unusual space",
        UnicodeCategory.DashPunctuation => "a dash instead of hyphens",
        UnicodeCategory.Format => "an invisible character",
        _ => "a character that isn't allowed in PEM",
    };

    [GeneratedRegex("(-----END [A-Z0-9 ]+-----)[ \t]*(-----BEGIN )", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Glued();
}
