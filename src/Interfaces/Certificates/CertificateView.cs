using Portal.Saving;

namespace Portal.Certificates;

/// <summary>Where a host's certificate stands. Names of the API's JSON.</summary>
[GenerateSerializer]
public enum CertificateState { None, WaitingForDns, Ordering, Validating, Issued, Renewing, Failed }

/// <summary>What kind of failure it was: who has to act differs. Names of the API's JSON.</summary>
[GenerateSerializer]
public enum CertificateFailureKind
{
    /// <summary>It lies elsewhere: the reason tells.</summary>
    Other,

    /// <summary>No connection to the authority could be made, or what answered is none.</summary>
    Unreachable,

    /// <summary>The authority did not answer, or did not finish, in time.</summary>
    Slow,

    /// <summary>The authority answered, and refused this attempt.</summary>
    Refuses,

    /// <summary>No certificate may be issued for this name: by the authority's rules, or by a CAA record.</summary>
    Forbids,
}

/// <summary>Why the last attempt failed.</summary>
/// <param name="Reason">A sentence for a person.</param>
/// <param name="Problem">The CA's own problem document (RFC 9457), where there was one.</param>
/// <param name="Kind">What kind of failure it was.</param>
/// <param name="Authority">The CA's address; null: none was asked.</param>
[GenerateSerializer, Immutable, Alias("portal.CertificateFailure")]
public sealed record CertificateFailure(
    [property: Id(0)] string Reason,
    [property: Id(1)] string? Problem,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] CertificateFailureKind Kind = CertificateFailureKind.Other,
    [property: Id(4)] string? Authority = null) : Kept;

/// <summary>One line of a certificate's history.</summary>
[GenerateSerializer, Immutable, Alias("portal.CertificateEvent")]
public sealed record CertificateEvent([property: Id(0)] DateTimeOffset Time, [property: Id(1)] string Text) : Kept;

/// <summary>A host's certificate as staff and programs see it.</summary>
[GenerateSerializer, Immutable, Alias("portal.CertificateView")]
public sealed record CertificateView
{
    [Id(0)] public required CertificateState State { get; init; }
    [Id(1)] public DateTimeOffset? NotBefore { get; init; }
    [Id(2)] public DateTimeOffset? NotAfter { get; init; }

    /// <summary>Upper-case hexadecimal.</summary>
    [Id(3)] public string? Serial { get; init; }
    [Id(4)] public string? Issuer { get; init; }
    [Id(5)] public string[] Names { get; init; } = [];

    /// <summary>Also stands beside <see cref="CertificateState.Issued"/> when a renewal fails.</summary>
    [Id(6)] public CertificateFailure? Failure { get; init; }
    [Id(7)] public DateTimeOffset? NextAttempt { get; init; }

    /// <summary>Newest first; at most 50.</summary>
    [Id(8)] public CertificateEvent[] History { get; init; } = [];

    /// <summary><c>acme</c>, <c>internal</c> or <c>uploaded</c>; null before the first.</summary>
    [Id(9)] public string? Source { get; init; }
    [Id(10)] public long Version { get; init; }

    /// <summary>Whether visitors get it: one that is valid, of a domain that is enabled.</summary>
    [Id(11)] public bool Served { get; init; }

    /// <summary>What is doubtful about an uploaded one that was taken all the same.</summary>
    [Id(12)] public CertificateWarning[] Warnings { get; init; } = [];
}

/// <summary>What a front end needs to serve TLS for a host. The key is sealed (<c>ISecrets</c> opens it).</summary>
/// <param name="Version">A higher one alone replaces a lower.</param>
/// <param name="ChainPem">Leaf first; null while there is none (or none any more).</param>
[GenerateSerializer, Immutable, Alias("portal.CertificateMaterial")]
public sealed record CertificateMaterial(
    [property: Id(0)] string Host,
    [property: Id(1)] long Version,
    [property: Id(2)] string? ChainPem,
    [property: Id(3)] string? SealedKey,
    [property: Id(4)] DateTimeOffset? NotAfter)
{
    /// <summary>Without chain and key.</summary>
    public override string ToString() => FormattableString.Invariant($"{Host} {Version}");
}

/// <summary>A self-signed certificate that answers tls-alpn-01 (RFC 8737); the key is sealed.</summary>
[GenerateSerializer, Immutable, Alias("portal.AlpnChallenge")]
public sealed record AlpnChallenge([property: Id(0)] string CertificatePem, [property: Id(1)] string SealedKey)
{
    /// <summary>Without certificate and key.</summary>
    public override string ToString() => nameof(AlpnChallenge);
}
