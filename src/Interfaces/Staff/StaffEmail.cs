using Portal.Hosts;

namespace Portal.Staff;

/// <summary>The one form of a staff member's e-mail address: it is a key.</summary>
public static class StaffEmail
{
    /// <summary>Trimmed and in lower case; null when it can't be an address.</summary>
    public static string? Normalise(string? written)
    {
        var text = written?.Trim().ToLowerInvariant() ?? "";
        var at = text.LastIndexOf('@');
        // One mailbox, one key, however its domain is spelled.
        if (at > 0 && HostName.TryParseControl(text[(at + 1)..], out var host, out _))
            text = text[..(at + 1)] + host.Value;
        return text.Length is > 2 and <= 254 && at > 0 && at < text.Length - 1
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')
            && text.IndexOf('@', StringComparison.Ordinal) == at
            ? text
            : null;
    }
}
