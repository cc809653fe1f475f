using Orleans.Concurrency;
using Portal.Saving;

namespace Portal.Brands;

/// <summary>One brand. Key: the brand's id. The same rules of versions, conflicts and operation ids as a domain.</summary>
[Alias("portal.IBrandGrain")]
public interface IBrandGrain : IGrainWithStringKey
{
    [Alias("Create")]
    Task<SaveResult<BrandView>> Create(BrandSettings settings, Change change);

    [Alias("Save")]
    Task<SaveResult<BrandView>> Save(BrandSettings settings, Change change);

    /// <summary><see cref="SaveOutcome.InUse"/> while domains use it.</summary>
    [Alias("Delete")]
    Task<SaveResult<BrandView>> Delete(Change change);

    /// <summary>Null when there is no such brand.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<BrandView?> Get();

    /// <summary>The snapshot when its version is above <paramref name="newerThan"/>, else null.</summary>
    [Alias("GetSnapshot"), AlwaysInterleave]
    Task<BrandSnapshot?> GetSnapshot(long newerThan);

    [Alias("GetMailServer"), AlwaysInterleave]
    Task<MailServer?> GetMailServer();

    [Alias("Repair")]
    Task Repair();
}
