namespace Portal.Certificates;

/// <summary>Wakes the hosts of one shard whose certificate is due by the stored schedule. Key: the shard's number, 0 to 63.</summary>
[Alias("portal.IRenewalShardGrain")]
public interface IRenewalShardGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the shard scans, after every restart too, and scans now. Idempotent.</summary>
    [Alias("Start")]
    Task Start();
}
