using Portal.Audit;
using Portal.Saving;

namespace Portal.Certificates;

/// <summary>Where served certificates come from. Part of what is stored.</summary>
internal enum CertificateSource { Acme, Internal, Uploaded }

/// <summary>A certificate that is served.</summary>
internal sealed record ServedCertificate : Kept
{
    public required CertificateSource Source { get; init; }

    /// <summary>Leaf first.</summary>
    public required string ChainPem { get; init; }
    public required string SealedKey { get; init; }
    public required DateTimeOffset NotBefore { get; init; }
    public required DateTimeOffset NotAfter { get; init; }
    public required string Serial { get; init; }
    public required string Issuer { get; init; }
    public required string[] Names { get; init; }

    /// <summary>Of an uploaded one: what is doubtful about it.</summary>
    public CertificateWarning[] Warnings { get; init; } = [];

    /// <summary>When to see to the next one, jitter included; drawn once so that clock jumps move nothing.</summary>
    public required DateTimeOffset RenewAt { get; init; }

    // Its secrets stay out of logs.
    public override string ToString() => nameof(ServedCertificate);
}

/// <summary>The open challenge of an order.</summary>
/// <param name="CertificatePem">For tls-alpn-01, else null.</param>
internal sealed record OpenChallenge(string Token, string KeyAuthorization, string? CertificatePem, string? SealedKey) : Kept
{
    // Its secrets stay out of logs.
    public override string ToString() => nameof(OpenChallenge);
}

/// <summary>An order on its way. What the next step needs is saved before the step.</summary>
internal sealed record PendingOrder : Kept
{
    /// <summary>Ours: steps of an order that was dropped meanwhile change nothing.</summary>
    public required string Id { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>At the CA; null: not placed yet.</summary>
    public string? Url { get; init; }
    public OpenChallenge? Challenge { get; init; }

    /// <summary>The key of the coming certificate: saved before the order is finalised.</summary>
    public string? SealedKey { get; init; }

    /// <summary>The CA could not be asked, or the domain is disabled: goes on where it stands at the next attempt.</summary>
    public bool Paused { get; init; }

    // Its secrets stay out of logs.
    public override string ToString() => nameof(PendingOrder);
}

/// <summary>What is stored of a host's certificate. Names are part of what is stored: never rename.</summary>
internal sealed record CertificateDocument : Stored, IStored
{
    private const int LongestHistory = 50;

    /// <summary>Rises with each write.</summary>
    public long Version { get; init; }

    /// <summary>Rises when what is served changes; never restarts.</summary>
    public long MaterialVersion { get; init; }

    /// <summary>False: nothing is ordered, renewed or served; what there is may be kept.</summary>
    public bool Wanted { get; init; }
    public bool CheckDns { get; init; }

    /// <summary>The domain that it is for; null: a control name, or none was told yet.</summary>
    public CertificateOwner? Owner { get; init; }

    /// <summary>When the domain was deleted; null: it is there.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>Served while <see cref="Wanted"/>, else kept.</summary>
    public ServedCertificate? Served { get; init; }
    public PendingOrder? Order { get; init; }
    public CertificateFailure? Failure { get; init; }

    /// <summary>The failure lies in the host's DNS: tried again as soon as that is right.</summary>
    public bool FailedByDns { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Attempts { get; init; }
    public DateTimeOffset? NextAttempt { get; init; }
    public CertificateEvent[] History { get; init; } = [];
    public string[] RecentOperations { get; init; } = [];

    /// <summary>
    /// When a CA issued for this host, newest first: it counts them (<see cref="SameSetRule"/>). Null: written before they were counted.
    /// </summary>
    public DateTimeOffset[]? Issued { get; init; }

    // Written before the change that they tell of.
    IEnumerable<AuditEntry> IStored.Audits => [];

    public CertificateDocument Tell(DateTimeOffset now, string text) =>
        this with { History = [new CertificateEvent(now, text), .. History.Take(LongestHistory - 1)] };

    /// <summary>Nothing is left but versions and history.</summary>
    public CertificateDocument Drop(DateTimeOffset now) => new CertificateDocument
    {
        Version = Version,
        MaterialVersion = MaterialVersion,
        History = History,
        RecentOperations = RecentOperations,
        Issued = SameSetRule.Times(this),
    }.Tell(now, "No longer needed; the certificate was dropped.");

    public CertificateDocument Serve(ServedCertificate served, DateTimeOffset now, string text) =>
        (this with
        {
            Served = served,
            Order = null,
            Failure = null,
            FailedByDns = false,
            Attempts = 0,
            NextAttempt = null,
        }).Tell(now, text);
}
