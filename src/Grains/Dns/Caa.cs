namespace Portal.Dns;

/// <summary>Who orders certificates, as CAA records name it.</summary>
/// <param name="Issuers">Any of these names lets us issue; empty: our CA's names are not known.</param>
/// <param name="Method"><c>http-01</c> or <c>tls-alpn-01</c>; null: not known.</param>
/// <param name="Account">The URL of our account at the CA; null: not known.</param>
internal sealed record CaaAuthority(IReadOnlyList<string> Issuers, string? Method = null, string? Account = null);

internal enum CaaRuling { Allowed, NotListed, NobodyMayIssue, OtherMethod, OtherAccount, UnknownCritical, Unsure }

/// <summary>Reads a set of CAA records (RFC 8659, 4; parameters RFC 8657). Pure.</summary>
internal static class Caa
{
    private const byte Critical = 128;

    private static readonly string[] Known = ["issue", "issuewild", "iodef", "issuemail", "issuevmc", "contactemail", "contactphone"];

    public static CaaRuling Rule(IReadOnlyList<DnsRecord> records, CaaAuthority authority)
    {
        // A critical property that we can't read is one that the CA may be bound by: nobody may pass over it (RFC 8659, 4.1).
        if (records.Any(r => (r.Flags & Critical) != 0 && !Known.Contains(r.Tag, StringComparer.OrdinalIgnoreCase)))
            return CaaRuling.UnknownCritical;
        var issue = records.Where(r => string.Equals(r.Tag, "issue", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (issue.Length == 0)
            return CaaRuling.Allowed;
        var values = issue.Select(r => Parse(r.Value)).ToArray();
        if (values.All(v => v.Issuer is null))
            return CaaRuling.NobodyMayIssue;
        if (authority.Issuers.Count == 0)
            return CaaRuling.Unsure;

        var best = CaaRuling.NotListed;
        foreach (var (_, parameters) in values.Where(
            v => v.Issuer is not null && authority.Issuers.Contains(v.Issuer, StringComparer.OrdinalIgnoreCase)))
        {
            if (authority.Method is not null && parameters.TryGetValue("validationmethods", out var methods)
                && !methods.Split(',').Contains(authority.Method, StringComparer.OrdinalIgnoreCase))
                best = CaaRuling.OtherMethod;
            else if (authority.Account is not null && parameters.TryGetValue("accounturi", out var account)
                && !string.Equals(account, authority.Account, StringComparison.Ordinal))
                best = CaaRuling.OtherAccount;
            else
                return CaaRuling.Allowed;
        }

        return best;
    }

    /// <summary>The CAs that an <c>issue</c> set names, for a person to read.</summary>
    public static string[] Issuers(IReadOnlyList<DnsRecord> records) =>
        [.. records.Where(r => string.Equals(r.Tag, "issue", StringComparison.OrdinalIgnoreCase))
            .Select(r => Parse(r.Value).Issuer).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>A value that doesn't parse names nobody (RFC 8659, 4.2).</summary>
    internal static (string? Issuer, IReadOnlyDictionary<string, string> Parameters) Parse(string value)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var parts = value.Split(';');
        var issuer = Trim(parts[0]);
        if (issuer.Length == 0 || !issuer.Split('.').All(IsLabel))
            return (null, parameters);
        for (var i = 1; i < parts.Length; i++)
        {
            var part = Trim(parts[i]);
            // One empty part may end the list; between two others it is an error.
            if (part.Length == 0 && i == parts.Length - 1)
                continue;
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !IsLabel(Trim(part[..equals])) || Trim(part[(equals + 1)..]).Any(c => c is < '!' or > '~'))
                return (null, parameters);
            parameters[Trim(part[..equals])] = Trim(part[(equals + 1)..]);
        }

        return (issuer.ToLowerInvariant(), parameters);
    }

    private static string Trim(string text) => text.Trim(' ', '\t');

    private static bool IsLabel(string label) =>
        label.Length > 0 && char.IsAsciiLetterOrDigit(label[0]) && char.IsAsciiLetterOrDigit(label[^1])
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
