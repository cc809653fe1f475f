using Portal.Certificates.Acme;

namespace Portal.Certificates;

/// <summary>
/// CAs issue a few certificates only for the same names within a week (Let's Encrypt: 5 in 7 days), whoever asks. We order
/// for one name at a time, so a host's own history tells. Pure.
/// </summary>
internal static class SameSetRule
{
    private const int Most = 20;

    /// <summary>When a CA issued for this host, newest first.</summary>
    public static DateTimeOffset[] Times(CertificateDocument document) =>
        document.Issued ?? [.. document.History
            .Where(e => e.Text.StartsWith(IssuedText, StringComparison.Ordinal))
            .Select(e => e.Time)
            .Take(Most)];

    /// <summary>
    /// How the history's line of an issued certificate begins: documents from before the times were kept are counted by it.
    /// </summary>
    public const string IssuedText = "Certificate issued by ";

    public static DateTimeOffset[] Add(CertificateDocument document, DateTimeOffset now) => [now, .. Times(document).Take(Most - 1)];

    /// <summary>When the CA will issue for this host again; null: now.</summary>
    public static DateTimeOffset? FreeAt(CertificateDocument document, AcmeLimits limits, DateTimeOffset now)
    {
        if (limits.SameSet == 0)
            return null;
        var counted = Times(document).Where(time => time <= now && time > now - limits.SameSetPeriod).ToArray();
        return counted.Length < limits.SameSet ? null : counted[limits.SameSet - 1] + limits.SameSetPeriod;
    }
}
