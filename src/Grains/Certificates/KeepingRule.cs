namespace Portal.Certificates;

/// <summary>What becomes of a certificate while its domain is disabled, deleted or another's. Pure.</summary>
internal static class KeepingRule
{
    /// <summary>
    /// A domain that was deleted by mistake, or moved through another system, is back by then; a key that nobody needs is a risk.
    /// </summary>
    private static readonly TimeSpan AfterDeletion = TimeSpan.FromDays(30);

    /// <summary>
    /// 1. another domain of another brand: everything goes, the key first; 2. enabled: wanted, with what was kept; 3. disabled: what
    /// is there is kept, an open order stops where it stands; 4. deleted: only what is issued is kept.
    /// </summary>
    /// <returns>Null: it is so already.</returns>
    public static CertificateDocument? Follow(CertificateDocument now, CertificateOwner owner, CertificateUse use, DateTimeOffset time)
    {
        var next = IsAnothers(now, owner) ? TakenOver(now, time) : now;
        next = use switch
        {
            CertificateUse.Serve => Serve(next, time),
            CertificateUse.Keep => Keep(next, time),
            CertificateUse.Leave => Leave(next, time),
        };
        if (next.Owner != owner)
            next = next with { Owner = owner };
        return ReferenceEquals(next, now) ? null : next;
    }

    /// <summary>When the key of a kept certificate is destroyed; null: nothing is kept.</summary>
    public static DateTimeOffset? Until(CertificateDocument document) =>
        document is not { Wanted: false, Served: { } kept } ? null
        : document.LeftAt is { } left && left + AfterDeletion < kept.NotAfter ? left + AfterDeletion
        : kept.NotAfter;

    public static CertificateDocument Destroy(CertificateDocument document, DateTimeOffset time) =>
        (document with { Served = null, Order = null }).Tell(time, document.Served!.NotAfter <= time
            ? "The kept certificate expired; its key was destroyed."
            : "The domain was not added again; the kept certificate and its key were destroyed.");

    private static bool IsAnothers(CertificateDocument now, CertificateOwner owner) =>
        now.Owner is { } former && former.Since != owner.Since && !string.Equals(former.Brand, owner.Brand, StringComparison.Ordinal);

    // The history tells of another brand's people. What was issued counts on: the CA counts by name.
    private static CertificateDocument TakenOver(CertificateDocument now, DateTimeOffset time) => new CertificateDocument
    {
        Version = now.Version,
        MaterialVersion = now.MaterialVersion,
        Issued = SameSetRule.Times(now),
    }.Tell(time, "The domain was added by a different brand than before; nothing of the old certificate was kept.");

    private static CertificateDocument Serve(CertificateDocument now, DateTimeOffset time)
    {
        if (now is { Wanted: true, CheckDns: true, LeftAt: null })
            return now;
        var next = now with { Wanted = true, CheckDns = true, LeftAt = null, NextAttempt = null };
        return now is { Wanted: false, Served: { } kept } && kept.NotAfter > time
            ? next.Tell(time, now.LeftAt is null
                ? "The domain was enabled again; the kept certificate is served."
                : "The domain was added again; the kept certificate is served.")
            : next;
    }

    private static CertificateDocument Keep(CertificateDocument now, DateTimeOffset time)
    {
        if (now is { Wanted: false, LeftAt: null, Owner: not null })
            return now;
        var next = Rest(now) with { LeftAt = null, Order = now.Order is { } order ? order with { Paused = true } : null };
        return now.Served is null
            ? next
            : next.Tell(time, "The domain is disabled: the certificate is kept but neither served nor renewed.");
    }

    private static CertificateDocument Leave(CertificateDocument now, DateTimeOffset time)
    {
        if (now is { Wanted: false, LeftAt: not null })
            return now;
        var next = Rest(now) with { LeftAt = time };
        return Until(next) is { } end
            ? next.Tell(time, $"The domain was deleted. The certificate is kept for its brand until {CertificateTimes.Moment(end)}.")
            : next.Tell(time, "The domain was deleted.");
    }

    private static CertificateDocument Rest(CertificateDocument now) =>
        now with { Wanted = false, Order = null, Failure = null, FailedByDns = false, Attempts = 0, NextAttempt = null };
}
