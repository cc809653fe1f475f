using System.Buffers;
using System.Globalization;
using System.Text;

namespace Portal.Hosts;

/// <summary>
/// One label between IDNA's two forms: the A-label that DNS has and the U-label that people read. UTS 46,
/// nontransitional, as browsers do it; but where the mapping would change more than the case (<c>ſ</c> to <c>s</c>,
/// full-width to half-width, a soft hyphen away) the label is refused and the result proposed: what is stored is what
/// somebody saw.
/// </summary>
internal static class InternationalLabel
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>Empty when the label is right, else the sentence.</summary>
    public static string Read(string written, out string label)
    {
        label = "";
        if (!Ascii.IsValid(written))
            return ReadInternational(written, out label);
        var shown = HostInput.Short(written);
        if (written.FirstOrDefault(c => !HostSyntax.IsLetterOrDigit(c) && c != '-') is var wrong and not '\0')
            return $"A host name can't contain the character “{wrong}”; use letters, digits, hyphens and dots.";
        if (written.Length > HostSyntax.MaxLabel)
            return $"The part “{shown}” has {written.Length} characters; the limit between two dots is {HostSyntax.MaxLabel}.";
        if (written[0] == '-' || written[^1] == '-')
            return $"The part “{shown}” begins or ends with a hyphen. Remove it.";
        if (HostSyntax.IsReserved(written))
            return $"The part “{shown}” has two hyphens in third and fourth place, which is reserved. Remove one.";
        var lower = written.ToLowerInvariant();
        if (HostSyntax.IsEncoded(lower))
        {
            var reason = Decode(lower, out _);
            if (reason.Length > 0)
                return reason;
        }

        label = lower;
        return "";
    }

    /// <summary>Whether each <c>xn--</c> label of a host in ASCII is one that <see cref="Read"/> would take.</summary>
    public static bool AreEncodedLabelsRight(string host)
    {
        if (!host.Contains("xn--", StringComparison.Ordinal))
            return true;
        foreach (var label in host.Split('.'))
        {
            if (HostSyntax.IsEncoded(label) && Decode(label, out _).Length > 0)
                return false;
        }

        return true;
    }

    public static string DisplayHost(string host) =>
        host.Contains("xn--", StringComparison.Ordinal) ? string.Join('.', host.Split('.').Select(DisplayLabel)) : host;

    private static string DisplayLabel(string label) =>
        HostSyntax.IsEncoded(label) && Decode(label, out var shown).Length == 0 ? shown : label;

    private static string ReadInternational(string written, out string label)
    {
        label = "";
        var shown = HostInput.Short(written);
        if (written.Length > HostSyntax.MaxLabel)
            return $"The part “{shown}” has {written.Length} characters; the limit between two dots is {HostSyntax.MaxLabel}.";
        if (!TryCompose(written, out var composed) || !TryEncode(written, out var encoded, out var unicode))
            return $"The part “{shown}” is not a valid international name: it has characters that IDNA doesn't allow, or it is too long once encoded.";
        if (!string.Equals(unicode, composed, StringComparison.Ordinal))
            return $"The part “{shown}” has characters that aren't allowed in host names. Did you mean “{unicode}”?";
        var reason = ScriptRule.Check(unicode);
        if (reason.Length == 0)
            label = encoded;
        return reason;
    }

    private static string Decode(string encoded, out string unicode)
    {
        unicode = "";
        try
        {
            var decoded = Idn.GetUnicode(encoded);
            if (!Ascii.IsValid(decoded) && TryEncode(decoded, out var again, out _)
                && string.Equals(again, encoded, StringComparison.Ordinal))
            {
                unicode = decoded;
                return ScriptRule.Check(decoded);
            }
        }
        catch (ArgumentException)
        {
            // Not Punycode, or Punycode of what IDNA doesn't allow: told below.
        }

        return $"The part “{HostInput.Short(encoded)}” begins with “xn--” but is not an encoded international name. Enter the name itself.";
    }

    // Halves of surrogate pairs are no text, though the mapping may skip them.
    private static bool TryCompose(string written, out string composed)
    {
        composed = "";
        for (var rest = written.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var read) != OperationStatus.Done)
                return false;
            rest = rest[read..];
        }

        composed = written.Normalize(NormalizationForm.FormC).ToLowerInvariant();
        return true;
    }

    private static bool TryEncode(string written, out string encoded, out string unicode)
    {
        (encoded, unicode) = ("", "");
        try
        {
            encoded = Idn.GetAscii(written).ToLowerInvariant();
            unicode = Idn.GetUnicode(encoded);
            return encoded.Length <= HostSyntax.MaxLabel && !encoded.Contains('.') && encoded.Length > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
