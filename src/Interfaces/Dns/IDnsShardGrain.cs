namespace Portal.Dns;

/// <summary>
/// Wakes the hosts of one shard whose look is due by the stored schedule: what goes on after a restart. Key: the shard's
/// number, 0 to 63.
/// </summary>
[Alias("portal.IDnsShardGrain")]
public interface IDnsShardGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the shard scans, now and after every restart. Idempotent.</summary>
    [Alias("Start")]
    Task Start();
}
