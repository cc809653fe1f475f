namespace Portal.Mail;

/// <summary>
/// Wakes the outboxes of one shard in which mail is due: what goes on after a restart. Key: the shard's number, 0 to 63.
/// </summary>
[Alias("portal.IOutboxShardGrain")]
public interface IOutboxShardGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that the shard scans, now and after every restart. Idempotent.</summary>
    [Alias("Start")]
    Task Start();
}
