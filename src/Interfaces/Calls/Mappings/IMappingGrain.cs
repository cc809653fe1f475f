using Orleans.Concurrency;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>One mapping of the operator's. Key: its name. The same rules of versions, conflicts and operation ids as a domain.</summary>
[Alias("portal.IMappingGrain")]
public interface IMappingGrain : IGrainWithStringKey
{
    /// <summary>Makes it; with a version, changes it.</summary>
    [Alias("Put")]
    Task<SaveResult<MappingView>> Put(MappingSettings settings, Change change);

    [Alias("Delete")]
    Task<SaveResult<MappingView>> Delete(Change change);

    /// <summary>Null when there is no such mapping.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<MappingView?> Get();

    [Alias("Repair")]
    Task Repair();
}
