using Orleans.Concurrency;

namespace Portal.Feed;

/// <summary>One note of a feed: this key now has this version.</summary>
/// <param name="Key"><c>domain/portal.acme.example</c>, <c>brand/acme</c>, <c>certificate/…</c>, <c>file/…</c>,
/// <c>customer/…</c>, <c>person/…</c>: see <see cref="FeedKeys"/>.</param>
[GenerateSerializer, Immutable, Alias("portal.FeedNote")]
public sealed record FeedNote([property: Id(0)] string Key, [property: Id(1)] long Version);

/// <summary>What a poll answers.</summary>
/// <param name="Epoch">Random for each life of the feed.</param>
/// <param name="Sequence">Where to go on from.</param>
/// <param name="Reset">The feed lost its memory, or the caller fell behind: look at everything of this shard again.</param>
[GenerateSerializer, Immutable, Alias("portal.FeedPage")]
public sealed record FeedPage(
    [property: Id(0)] Guid Epoch,
    [property: Id(1)] long Sequence,
    [property: Id(2)] bool Reset,
    [property: Id(3)] FeedNote[] Notes);

/// <summary>
/// One shard of the change feed, in memory. Key: the shard's number, 0 to <see cref="FeedKeys.Shards"/> - 1.
/// Notes are hints: versions decide, and every entry of a front end is looked at again by lease anyway.
/// </summary>
[Alias("portal.IFeedGrain")]
public interface IFeedGrain : IGrainWithIntegerKey
{
    [Alias("Publish"), AlwaysInterleave]
    Task Publish(FeedNote note);

    /// <summary>
    /// Waits up to 5 s for notes after <paramref name="sequence"/>. An unknown <paramref name="epoch"/> answers a reset at
    /// once.
    /// </summary>
    [Alias("Poll"), AlwaysInterleave, ResponseTimeout("00:00:08")]
    Task<FeedPage> Poll(Guid epoch, long sequence, CancellationToken cancellation);
}
