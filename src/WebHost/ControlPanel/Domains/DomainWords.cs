using Portal.Certificates;
using Portal.Dns;
using Portal.Domains;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>A domain's state in a word and in a sentence. Pure.</summary>
internal static class DomainWords
{
    /// <summary>The states of a certificate, as the list of domains is filtered by them.</summary>
    public static readonly (string Value, string Text)[] Certificates =
    [
        ("issued", "Issued"), ("renewing", "Being renewed"), ("waitingForDns", "Waiting for DNS"), ("ordering", "Being ordered"),
        ("validating", "Being validated"), ("failed", "Failed"), ("none", "No certificate"),
    ];

    /// <summary>Kind and word of the badge in the list.</summary>
    public static (string Kind, string Text) Badge(DomainRow row) => row switch
    {
        { Status: DomainStatus.Disabled } => ("off", "Disabled"),
        { CertificateState: CertificateState.Issued or CertificateState.Renewing, Failure: not null } => ("warn", "Live, renewal failing"),
        {
            CertificateState: CertificateState.Issued or CertificateState.Renewing,
            Dns: not (DnsVerdict.Ok or DnsVerdict.Unknown),
        } => ("warn", "Live, DNS points elsewhere"),
        { CertificateState: CertificateState.Issued or CertificateState.Renewing } => ("good", "Live"),
        { CertificateState: CertificateState.Failed, FailureKind: CertificateFailureKind.Unreachable } => ("warn", "Authority unreachable"),
        { CertificateState: CertificateState.Failed, FailureKind: CertificateFailureKind.Slow } => ("warn", "Authority slow"),
        { CertificateState: CertificateState.Failed, FailureKind: CertificateFailureKind.Refuses } => ("bad", "Certificate refused"),
        { CertificateState: CertificateState.Failed, FailureKind: CertificateFailureKind.Forbids } => ("bad", "Certificate forbidden"),
        { CertificateState: CertificateState.Failed } => ("bad", "Certificate failed"),
        { CertificateState: CertificateState.Ordering or CertificateState.Validating } => ("wait", "Ordering certificate"),
        { CertificateState: CertificateState.WaitingForDns, Dns: DnsVerdict.Unknown } => ("wait", "Checking DNS"),
        { CertificateState: CertificateState.WaitingForDns } => ("wait", "Waiting for DNS"),
        _ => ("off", "No certificate"),
    };

    /// <summary>What the last look at its DNS came to, in a few words.</summary>
    public static string Dns(DnsVerdict verdict) => verdict.KnownOr(DnsVerdict.Unknown) switch
    {
        DnsVerdict.Ok => "points here",
        DnsVerdict.Unknown => "being checked",
        DnsVerdict.NoRecord => "no record yet",
        DnsVerdict.AddressInstead => "an address instead of a CNAME",
        DnsVerdict.PointsElsewhere => "points elsewhere",
        DnsVerdict.Loop => "loops",
        DnsVerdict.ServerFailure => "name server fails",
        DnsVerdict.TimeOut => "name server doesn't answer",
        DnsVerdict.CaaForbids => "CAA forbids our authority",
        DnsVerdict.BehindProxy => "behind a proxy",
    };

    public static string Sentence(DomainSettings domain, DnsView dns, CertificateView certificate) =>
        domain.Status == DomainStatus.Disabled ? certificate.State == CertificateState.Issued
            ? $"Disabled: visitors get a neutral page. Its certificate is kept, valid until {Day(certificate.NotAfter)}."
            : "Disabled: visitors get a neutral page."
        : certificate.State is CertificateState.Issued or CertificateState.Renewing
            ? certificate.Failure is not null
                ? $"Live, but the renewal is failing. The certificate is valid until {Day(certificate.NotAfter)}."
            : dns.LeftAt is { } left
                ? $"Live, but its DNS record stopped pointing here on {Day(left)}. "
                    + "The certificate can't be renewed until it does again."
            : $"Live. Certificate valid until {Day(certificate.NotAfter)}."
        : certificate.State == CertificateState.Failed ? $"Not live yet: {Why(certificate.Failure)}{Next(certificate.NextAttempt)}."
        : certificate.State is CertificateState.Ordering or CertificateState.Validating ? "Almost live: the certificate is being ordered."
        : certificate.State == CertificateState.WaitingForDns
            ? dns.Verdict == DnsVerdict.Unknown ? "Not live yet: its DNS is being checked." : "Not live yet: waiting for its DNS record."
        : "Served without a certificate from this platform.";

    /// <summary>The certificate's step in a word or two.</summary>
    public static string Word(CertificateView certificate) => certificate.State.KnownOr(CertificateState.None) switch
    {
        CertificateState.Issued when !certificate.Served => "kept, not in use",
        CertificateState.Issued => certificate.Failure is null ? "issued" : "issued, renewal failing",
        CertificateState.Renewing => "being renewed",
        CertificateState.Ordering => "being ordered",
        CertificateState.Validating => "being validated",
        CertificateState.Failed => (certificate.Failure?.Kind ?? CertificateFailureKind.Other).KnownOr(CertificateFailureKind.Other) switch
        {
            CertificateFailureKind.Unreachable => "authority unreachable",
            CertificateFailureKind.Slow => "authority slow",
            CertificateFailureKind.Refuses => "authority refuses",
            CertificateFailureKind.Forbids => "issuing not allowed",
            CertificateFailureKind.Other => "failed",
        },
        CertificateState.WaitingForDns => "waiting for DNS",
        CertificateState.None => "none",
    };

    private static string Why(CertificateFailure? failure) =>
        (failure?.Kind ?? CertificateFailureKind.Other).KnownOr(CertificateFailureKind.Other) switch
        {
            CertificateFailureKind.Unreachable => "the certificate authority can't be reached",
            CertificateFailureKind.Slow => "the certificate authority is slow",
            CertificateFailureKind.Refuses => "the certificate authority refuses",
            CertificateFailureKind.Forbids => "a certificate for this name isn't allowed",
            CertificateFailureKind.Other => "there is no certificate",
        };

    private static string Next(DateTimeOffset? time) => time is { } next ? $"; the next attempt is {CertificateTimes.At(next)}" : "";

    private static string Day(DateTimeOffset? time) => time is { } known ? CertificateTimes.Day(known) : "an unknown date";
}
