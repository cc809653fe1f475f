using Portal.Hosts;
using Portal.People;

namespace Portal.Storage;

/// <summary>Search text as a pattern of SQL's LIKE, with <c>\</c> as the escape.</summary>
internal static class Like
{
    /// <summary>Matches hosts as they are kept, whatever spelling a whole label is looked for in.</summary>
    public static string? Host(string? text) => Contains(text is null ? null : HostName.ForFinding(text));

    /// <summary>
    /// As <see cref="Folded"/>, where hosts are looked for too: their other dots, and the one at the end, are no difference.
    /// </summary>
    public static string? FoldedHost(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var host = HostName.PlainDots(text.Trim());
        return Folded(host.Length > 1 ? host.TrimEnd('.') : host);
    }

    /// <summary>Matches e-mail addresses by a part of one; those are kept with their domain in A-labels.</summary>
    public static string? ContainsAddress(string? text) => Contains(
        EmailAddress.TryParse(text, out var address) ? address.Value
        : text?.Trim() is ['@', .. var domain] ? "@" + HostName.ForFinding(domain)
        : text is null ? null : HostName.ForFinding(text));

    /// <summary>Matches whatever contains the text, in lower case; null when there is no text.</summary>
    public static string? Contains(string? text) => string.IsNullOrWhiteSpace(text) ? null : Pattern(text.Trim().ToLowerInvariant());

    /// <summary>The same for columns that are <see cref="Storage.Folded"/>.</summary>
    public static string? Folded(string? text) => string.IsNullOrWhiteSpace(text) ? null : Pattern(Storage.Folded.Of(text.Trim()));

    /// <summary>Matches the digits of a phone number; null when the text is none.</summary>
    public static string? Digits(string? text) => Storage.Folded.Digits(text) is { } digits ? Pattern(digits) : null;

    private static string Pattern(string text) => "%" + text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
