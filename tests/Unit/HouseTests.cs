using Portal.Feed;

namespace Portal.Tests.Unit;

public sealed class FeedKeysTests
{
    [Fact]
    public void A_key_keeps_its_shard_for_ever()
    {
        Assert.Equal(FeedKeys.Shard("domain/portal.acme.example"), FeedKeys.Shard(FeedKeys.Domain("portal.acme.example")));
        Assert.All(Enumerable.Range(0, 1000), i => Assert.InRange(FeedKeys.Shard($"domain/{i}"), 0, FeedKeys.Shards - 1));
    }
}
