using System.Buffers;
using System.Text;

namespace Portal.Hosts;

/// <summary>Reads a host that a person or a program wrote, and says in a sentence what is wrong with it.</summary>
internal static class HostInput
{
    private const string Example = "portal.acme.example";

    // An input method for Chinese or Japanese writes these for the dot (RFC 3490, 3.1); browsers read them as one.
    private static readonly SearchValues<char> Dots = SearchValues.Create("\u3002\uFF0E\uFF61");

    // Order: 1 nothing there, 2 what can't be in any name, 3 what surrounds a name in a URL, 4 what looks like a name
    // and is none (wildcard, address), 5 label by label, 6 the whole. The first that is wrong is told.
    public static string Read(string? input, bool allowControlNames, out string value)
    {
        value = "";
        if (string.IsNullOrWhiteSpace(input))
            return $"Enter a host name, such as {Example}.";
        var text = input;
        if (allowControlNames && HostSyntax.TryAddress(text, out var address))
        {
            value = address;
            return "";
        }

        var outer = Surroundings(text);
        if (outer.Length > 0)
            return outer;
        text = PlainDots(text);
        if (text.EndsWith('.') && text.Length > 1)
            text = text[..^1];
        if (HostSyntax.EndsInNumber(text))
        {
            return text.Contains('.') || !allowControlNames
                ? $"“{Short(text)}” is an IP address or ends in a number, which browsers read as one. Enter a name, such as {Example}."
                : $"“{Short(text)}” is a number. Enter a name, such as {Example}.";
        }

        return Labels(text, allowControlNames, out value);
    }

    public static string PlainDots(string text) => text.AsSpan().ContainsAny(Dots)
        ? text.Replace('\u3002', '.').Replace('\uFF0E', '.').Replace('\uFF61', '.')
        : text;

    private static string Surroundings(string text)
    {
        if (text.Any(char.IsWhiteSpace))
            return "A host name has no spaces. Remove them, including those before and after the name.";
        if (text.Any(char.IsControl))
            return "The host name contains an invisible control character. Enter it again.";
        if (text.Contains("://", StringComparison.Ordinal))
            return $"Enter just the host name, without “{Short(text[..(text.IndexOf("://", StringComparison.Ordinal) + 3)])}”.";
        if (text.IndexOfAny(['/', '\\', '?', '#']) is var path and >= 0)
            return $"Enter just the host name, without the path “{Short(text[path..])}”.";
        if (text.Contains('@'))
            return "This looks like an e-mail address. Enter just the host name, without “@”.";
        if (text[0] == '[' || text.IndexOf(':') != text.LastIndexOf(':'))
            return $"“{Short(text)}” is an IP address. Enter a name, such as {Example}.";
        if (text.IndexOf(':') is var port and >= 0)
            return $"Enter just the host name, without the port “{Short(text[port..])}”.";
        if (text.Contains('*'))
            return "A wildcard (*) can't be a domain. Add each host name separately.";
        return text.Contains('_') ? "A host name can't contain an underscore (_). Use a hyphen." : "";
    }

    private static string Labels(string text, bool allowControlNames, out string value)
    {
        value = "";
        var labels = text.Split('.');
        if (labels.Any(l => l.Length == 0))
            return "A part of the host name is empty: it begins with a dot or has two dots in a row.";
        if (labels.Length == 1 && !allowControlNames)
            return $"“{Short(text)}” is a single word. Enter the full name, such as {Example}.";
        for (var i = 0; i < labels.Length; i++)
        {
            var reason = InternationalLabel.Read(labels[i], out var label);
            if (reason.Length > 0)
                return reason;
            labels[i] = label;
        }

        value = string.Join('.', labels);
        if (value.Length <= HostName.MaxLength)
            return HostSyntax.EndsInNumber(value)
                ? $"“{Short(value)}” ends in a number, which browsers read as an IP address. Enter a name, such as {Example}."
                : "";
        var length = value.Length;
        value = "";
        return $"The host name has {length} characters; the limit is {HostName.MaxLength}.";
    }

    /// <summary>What they wrote, short enough for a sentence and free of halves of surrogate pairs.</summary>
    public static string Short(string text)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length >= 60)
                return kept.Append('…').ToString();
            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }
}
