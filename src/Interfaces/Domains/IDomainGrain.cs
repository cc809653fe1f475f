using Orleans.Concurrency;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>
/// One domain's settings and version. Key: the normalised host name. Never call it for a host that nobody vouched
/// for (a Host header, an SNI): look the name up in the read model first, or strangers fill the cluster with grains.
/// </summary>
[Alias("portal.IDomainGrain")]
public interface IDomainGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the domain. <see cref="SaveOutcome.Exists"/> unless it never was, was deleted, or was created by this operation
    /// id.
    /// </summary>
    [Alias("Create")]
    Task<SaveResult<DomainView>> Create(DomainSettings settings, Change change);

    /// <summary>
    /// Replaces the settings as a whole. <see cref="SaveOutcome.Conflict"/> when the expected version is not the present one.
    /// </summary>
    [Alias("Save")]
    Task<SaveResult<DomainView>> Save(DomainSettings settings, Change change);

    /// <summary>Deletes the domain; a tombstone keeps the version.</summary>
    [Alias("Delete")]
    Task<SaveResult<DomainView>> Delete(Change change);

    /// <summary>Null when there is no such domain.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<DomainView?> Get();

    /// <summary>
    /// The snapshot when its version is above <paramref name="newerThan"/>, else null. A host that never was answers version 0.
    /// </summary>
    [Alias("GetSnapshot"), AlwaysInterleave]
    Task<DomainSnapshot?> GetSnapshot(long newerThan);

    /// <summary>The domain's own mail server with its password sealed; null when it has none.</summary>
    [Alias("GetMailServer"), AlwaysInterleave]
    Task<Brands.MailServer?> GetMailServer();

    /// <summary>Writes the read model again and announces the version; for the nightly reconciler.</summary>
    [Alias("Repair")]
    Task Repair();
}
