using Orleans.Concurrency;

namespace Portal.Dns;

/// <summary>
/// Watches one host's DNS: often while a domain waits (with back-off, reset when the answer changes), seldom when it is
/// live. Tells the certificate grain of the same key when the record is right. Key: the normalised host name.
/// </summary>
[Alias("portal.IDnsGrain")]
public interface IDnsGrain : IGrainWithStringKey
{
    /// <summary>Starts or stops watching. Idempotent.</summary>
    [Alias("Watch")]
    Task Watch(bool wanted);

    /// <summary>
    /// Looks now, resets the back-off, and answers what it saw: up to 10 s later when servers are silent. A host that is not
    /// watched is looked at too, but nothing is kept. Not for the certificate grain: it is told by <c>DnsPassed</c>.
    /// </summary>
    [Alias("CheckNow"), AlwaysInterleave, ResponseTimeout("00:00:20")]
    Task<DnsView> CheckNow();

    /// <summary>Looks if a look is due; cheap when none is.</summary>
    [Alias("Wake")]
    Task Wake();

    [Alias("Get"), AlwaysInterleave]
    Task<DnsView> Get();
}
