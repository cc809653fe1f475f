using Orleans.Concurrency;
using Portal.Saving;

namespace Portal.Certificates;

/// <summary>
/// One host's certificate: its order, key, chain and history. Key: the normalised host name. It serves tenants'
/// domains and public control names alike, and is by construction the lock that keeps orders for a host to one.
/// </summary>
[Alias("portal.ICertificateGrain")]
public interface ICertificateGrain : IGrainWithStringKey
{
    /// <summary>
    /// Says whether this host is to have a certificate. Idempotent. With the <c>internal</c> issuer it is signed before
    /// the answer; with <c>acme</c> a tenant's host waits for DNS (<paramref name="checkDns"/>), a control name orders at once.
    /// Not wanted: orders stop, the certificate is dropped.
    /// </summary>
    [Alias("Require")]
    Task Require(bool wanted, bool checkDns);

    /// <summary>
    /// Says which domain the host is, and what it wants of its certificate. Idempotent. <see cref="CertificateUse.Serve"/> is
    /// as <see cref="Require"/> with DNS checked. What is kept comes back when the domain is enabled again, or added again by
    /// the same brand; it is destroyed when another brand adds the host, when it ends, or 30 days after the domain was deleted.
    /// </summary>
    [Alias("Follow")]
    Task Follow(CertificateOwner owner, CertificateUse use);

    /// <summary>DNS now points here: an order may begin. Idempotent.</summary>
    [Alias("DnsPassed")]
    Task DnsPassed();

    /// <summary>Looks what is due (an order to resume, a renewal, a next attempt) and starts it. Cheap when nothing is.</summary>
    [Alias("Wake")]
    Task Wake();

    /// <summary>Writes the rows again, for the daily comparison.</summary>
    [Alias("Repair")]
    Task Repair();

    /// <summary>Renews (or orders) now, forgetting the back-off. Nothing happens where none is wanted.</summary>
    [Alias("Renew")]
    Task<CertificateView> Renew(Change change);

    /// <summary>
    /// Takes a certificate and key in PEM, also for a domain that is disabled. Invalid at <c>certificate</c> or
    /// <c>privateKey</c>: no match, expired, other names, nothing that browsers speak, doesn't parse. What is doubtful about
    /// one that is taken stands in <see cref="CertificateView.Warnings"/>.
    /// </summary>
    [Alias("Upload")]
    Task<SaveResult<CertificateView>> Upload(string certificate, SecretInput privateKey, Change change);

    [Alias("Get"), AlwaysInterleave]
    Task<CertificateView> Get();

    /// <summary>The material when its version is above <paramref name="newerThan"/>, else null.</summary>
    [Alias("GetMaterial"), AlwaysInterleave]
    Task<CertificateMaterial?> GetMaterial(long newerThan);

    /// <summary>The key authorisation for an http-01 token of the open order (RFC 8555, 8.3); null for any other token.</summary>
    [Alias("AnswerHttp"), AlwaysInterleave]
    Task<string?> AnswerHttp(string token);

    /// <summary>The open tls-alpn-01 challenge (RFC 8737); null when there is none.</summary>
    [Alias("AnswerAlpn"), AlwaysInterleave]
    Task<AlpnChallenge?> AnswerAlpn();
}
