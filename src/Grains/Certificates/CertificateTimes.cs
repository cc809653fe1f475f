using System.Globalization;

namespace Portal.Certificates;

/// <summary>Times as the sentences about certificates say them.</summary>
internal static class CertificateTimes
{
    /// <summary><c>27 November 2026 08:30 UTC</c>.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>27 November 2026</c>, of a certificate's own dates.</summary>
    public static string Day(DateTime time) => time.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
