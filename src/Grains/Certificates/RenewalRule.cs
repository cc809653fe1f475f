namespace Portal.Certificates;

/// <summary>What is to be done for a host.</summary>
internal enum CertificateStep { Nothing, Sign, Order, Resume, Destroy }

/// <summary>Decides when a certificate is due. Pure.</summary>
internal static class RenewalRule
{
    /// <summary>Of a certificate's life, what is left when the next one is seen to.</summary>
    private const double Left = 1.0 / 3;

    /// <summary>With less than this left nothing else is waited for: stored plans may be wrong after a clock's jump.</summary>
    private const double EmergencyLeft = 1.0 / 20;

    /// <summary>An uploaded certificate is its owner's to replace; the site must not go dark when they forget.</summary>
    private static readonly TimeSpan UploadedLeft = TimeSpan.FromDays(3);

    /// <param name="jitter">0 to 1: moves the moment by up to a tenth of the window either way, so that what was issued
    /// together spreads.</param>
    public static DateTimeOffset RenewAt(DateTimeOffset notBefore, DateTimeOffset notAfter, double jitter) =>
        notAfter - ((notAfter - notBefore) * Left * (0.9 + (0.2 * jitter)));

    /// <param name="publicIssuer">Whether the next one would come from a CA that visitors trust; else an uploaded one is kept
    /// to its end.</param>
    public static DateTimeOffset RenewUploadedAt(DateTimeOffset notBefore, DateTimeOffset notAfter, bool publicIssuer)
    {
        var tenth = (notAfter - notBefore) / 10;
        return publicIssuer ? notAfter - (tenth < UploadedLeft ? tenth : UploadedLeft) : notAfter;
    }

    /// <summary>
    /// 1. there is none; 2. it ended; 3. it is our own CA's, but a public one is to issue now; 4. an emergency, unless it is
    /// uploaded; 5. its moment came.
    /// </summary>
    public static bool NeedsRenewal(ServedCertificate? served, CertificateIssuer issuer, DateTimeOffset now) =>
        served is null
        || now >= served.NotAfter
        || (served.Source == CertificateSource.Internal && issuer == CertificateIssuer.Acme)
        || (served.Source != CertificateSource.Uploaded && served.NotAfter - now < (served.NotAfter - served.NotBefore) * EmergencyLeft)
        || now >= served.RenewAt;

    /// <summary>
    /// 1. not wanted: what is kept is destroyed when its time is over; nobody issues: nothing; 2. our own CA: sign when due, it has no
    /// back-off; 3. a back-off runs: nothing;
    /// 4. an order is open: go on with it; 5. due: order.
    /// </summary>
    public static CertificateStep Next(CertificateDocument now, CertificateIssuer issuer, DateTimeOffset time)
    {
        if (!now.Wanted)
            return KeepingRule.Until(now) is { } end && time >= end ? CertificateStep.Destroy : CertificateStep.Nothing;
        if (issuer == CertificateIssuer.None)
            return CertificateStep.Nothing;
        if (issuer == CertificateIssuer.Internal)
            return NeedsRenewal(now.Served, issuer, time) ? CertificateStep.Sign : CertificateStep.Nothing;
        if (now.NextAttempt is { } next && time < next)
            return CertificateStep.Nothing;
        if (now.Order is not null)
            return CertificateStep.Resume;
        return NeedsRenewal(now.Served, issuer, time) ? CertificateStep.Order : CertificateStep.Nothing;
    }

    /// <summary>When to look again; null: only when somebody asks.</summary>
    public static DateTimeOffset? DueAt(CertificateDocument now, CertificateIssuer issuer) =>
        !now.Wanted ? KeepingRule.Until(now)
        : issuer == CertificateIssuer.None ? null
        : issuer == CertificateIssuer.Acme && now.NextAttempt is { } next ? next
        : issuer == CertificateIssuer.Acme && now.Order is { } order ? order.StartedAt
        : now.Served is { } served ? Earlier(served.RenewAt, served.NotAfter)
        : null;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
