using System.Diagnostics.CodeAnalysis;
using System.Text;
using Portal.Hosts;

namespace Portal.People;

/// <summary>
/// An e-mail address in the one form that is compared, hashed and mailed to: trimmed, in lower case, the domain in A-labels,
/// the local part quoted only where it has to be. Pure; nothing that passes can end a header.
/// </summary>
[GenerateSerializer, Immutable, Alias("portal.EmailAddress")]
public readonly record struct EmailAddress
{
    /// <summary>Octets of a whole address (RFC 5321, 4.5.3.1.3, less the brackets).</summary>
    public const int MaxLength = 254;

    private const int MaxLocal = 64;
    private const string Remedy = "Enter an e-mail address, such as name@example.com.";

    private EmailAddress(string value) => Value = value;

    [Id(0)] public string Value { get; }

    /// <summary>The host after the @, in A-labels.</summary>
    public string Domain => Value is null ? "" : Value[(Value.LastIndexOf('@') + 1)..];

    /// <summary>The whole with the domain as people read it; for pages only.</summary>
    public string Display =>
        Value is null ? "" : string.Concat(Value.AsSpan(0, Value.LastIndexOf('@') + 1), InternationalLabel.DisplayHost(Domain));

    public static bool TryParse([NotNullWhen(true)] string? written, out EmailAddress address) => TryParse(written, out address, out _);

    /// <param name="written">What somebody wrote; anything at all.</param>
    /// <param name="address">The address in its one form.</param>
    /// <param name="reason">A sentence for a person; empty when it is right.</param>
    public static bool TryParse([NotNullWhen(true)] string? written, out EmailAddress address, out string reason)
    {
        address = default;
        var text = written?.Trim(' ', '\t') ?? "";
        reason = Read(text, out var value);
        if (reason.Length == 0)
            address = new(value);
        return reason.Length == 0;
    }

    public override string ToString() => Value ?? "";

    // 1 nothing there, 2 what no address can have, 3 the part before the last @, 4 the part after it, 5 the whole.
    private static string Read(string text, out string value)
    {
        value = "";
        if (text.Length == 0)
            return Remedy;
        if (text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune)
            is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator))
            return "The address contains an invisible character. Enter it again.";
        if (text.Length > 2 * MaxLength)
            return TooLong(text.Length);
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1)
            return $"This is not an e-mail address. {Remedy}";
        var local = text[0] == '"' ? Quoted(text[..at]) : Plain(text[..at]);
        if (local is null)
            return $"The part before @ is not valid. {Remedy}";
        if (Encoding.UTF8.GetByteCount(local) > MaxLocal)
            return $"The part before @ is too long; the limit is {MaxLocal} characters.";
        if (!HostName.TryParse(text[(at + 1)..], out var host, out var wrong))
            return $"The part after @ is not valid. {wrong}";
        value = $"{local}@{host.Value}";
        var length = Encoding.UTF8.GetByteCount(value);
        return length > MaxLength ? TooLong(length) : "";
    }

    private static string TooLong(int length) => $"This has {length} characters; the limit for an e-mail address is {MaxLength}.";

    /// <summary>Dot-atom (RFC 5322, 3.2.3), with the letters of other languages (RFC 6531).</summary>
    private static string? Plain(string local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return null;
        foreach (var rune in local.EnumerateRunes())
        {
            if (rune.IsAscii ? !IsAtom((char)rune.Value) && rune.Value != '.' : !IsLetter(rune))
                return null;
        }

        return Lower(local);
    }

    /// <summary>A quoted string (RFC 5321, 4.1.2). Where quotes aren't needed they go, so that one mailbox has one form.</summary>
    private static string? Quoted(string local)
    {
        if (local.Length < 3 || local[^1] != '"')
            return null;
        var inside = new StringBuilder();
        for (var i = 1; i < local.Length - 1; i++)
        {
            var c = local[i];
            if (c == '"' || (c == '\\' && ++i == local.Length - 1) || local[i] is < ' ' or > '~')
                return null;
            inside.Append(local[i]);
        }

        var text = Lower(inside.ToString());
        return Plain(text) ?? "\"" + text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    // Servers may tell capitals apart in theory (RFC 5321, 2.4); none does that people use, and people don't.
    private static string Lower(string text) =>
        text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Normalize(NormalizationForm.FormC);

    private static bool IsAtom(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);

    private static bool IsLetter(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
