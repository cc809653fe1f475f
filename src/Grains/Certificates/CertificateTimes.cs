using System.Globalization;

namespace Portal.Certificates;

/// <summary>Times as the sentences about certificates say them.</summary>
internal static class CertificateTimes
{
    /// <summary><c>27 November 2026 08:30 UTC</c>.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>on 27 November 2026 at 08:30 UTC</c>.</summary>
    public static string At(DateTimeOffset time) =>
        time.UtcDateTime.ToString("'on 'd MMMM yyyy' at 'HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary><c>27 November 2026</c>.</summary>
    public static string Day(DateTimeOffset time) => Day(time.UtcDateTime);

    /// <summary>The same of a certificate's own dates.</summary>
    public static string Day(DateTime time) => time.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
