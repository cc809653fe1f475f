namespace Portal.Certificates;

/// <summary>Shows a document to those who ask.</summary>
internal static class CertificateViews
{
    /// <summary>
    /// 1. not wanted: issued where one is kept, else none; nobody issues and nothing is served: none; 2. an order runs: renewing where
    /// something is served, else
    /// validating once a challenge is open, else ordering; 3. something is served: issued; 4. it failed; 5. waiting.
    /// </summary>
    public static CertificateState State(CertificateDocument document, CertificateIssuer issuer, DateTimeOffset now)
    {
        var served = document.Served is { } there && now < there.NotAfter;
        if (!document.Wanted)
            return served ? CertificateState.Issued : CertificateState.None;
        if (issuer == CertificateIssuer.None && !served)
            return CertificateState.None;
        if (issuer == CertificateIssuer.Acme && document.Order is { Paused: false } order)
            return served ? CertificateState.Renewing : order.Challenge is null ? CertificateState.Ordering : CertificateState.Validating;
        if (served)
            return CertificateState.Issued;
        if (document.Failure is not null)
            return CertificateState.Failed;
        return issuer == CertificateIssuer.Acme && document.CheckDns ? CertificateState.WaitingForDns : CertificateState.Ordering;
    }

    public static CertificateView View(CertificateDocument document, CertificateIssuer issuer, DateTimeOffset now)
    {
        var served = document.Served;
        return new CertificateView
        {
            State = State(document, issuer, now),
            NotBefore = served?.NotBefore,
            NotAfter = served?.NotAfter,
            Serial = served?.Serial,
            Issuer = served?.Issuer,
            Names = served?.Names ?? [],
            Failure = document.Failure,
            NextAttempt = document.NextAttempt
                ?? (document is { Wanted: true, Order: null } && issuer != CertificateIssuer.None ? served?.RenewAt : null),
            History = document.History,
            Source = served is null ? null : served.Source.ToString().ToLowerInvariant(),
            Version = document.Version,
            Served = document.Wanted && served is not null && now < served.NotAfter,
            Warnings = served?.Warnings ?? [],
        };
    }

    public static CertificateMaterial Material(string host, CertificateDocument document) =>
        document is { Wanted: true, Served: { } served }
            ? new(host, document.MaterialVersion, served.ChainPem, served.SealedKey, served.NotAfter)
            : new(host, document.MaterialVersion, null, null, null);
}
