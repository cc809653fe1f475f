using Portal.Platform;

namespace Portal.Tests.Unit.Platform;

/// <summary>Which member holds which shard.</summary>
public sealed class SpreadTests
{
    private static string[] Members(int count) => [.. Enumerable.Range(1, count).Select(number => $"10.0.0.{number}:11111@{number * 17}")];

    private static string[] Homes(string kind, int shards, string[] members) =>
        [.. Enumerable.Range(0, shards).Select(shard => members[Spread.Home(kind, shard, shards, members)])];

    [Theory]
    [InlineData(16, 1)]
    [InlineData(16, 2)]
    [InlineData(16, 3)]
    [InlineData(64, 5)]
    [InlineData(16, 20)]
    public void No_member_holds_more_than_its_share(int shards, int members)
    {
        var held = Homes("feed", shards, Members(members)).GroupBy(home => home).Select(group => group.Count());
        Assert.True(held.Max() <= (shards + members - 1) / members);
    }

    [Fact]
    public void All_members_agree_in_whatever_order_they_see_each_other()
    {
        var members = Members(5);
        Assert.Equal(Homes("feed", 16, members), Homes("feed", 16, [.. members.Reverse()]));
    }

    [Fact]
    public void A_member_that_joins_takes_its_share_and_few_others_move()
    {
        var (before, after) = (Homes("renewal", 64, Members(3)), Homes("renewal", 64, Members(4)));
        var joined = Members(4)[3];
        Assert.True(after.Count(home => home == joined) >= 8);
        Assert.True(before.Zip(after).Count(pair => pair.First != pair.Second) <= 32);
    }

    [Fact]
    public void The_first_shards_of_each_kind_do_not_meet_on_one_member()
    {
        var members = Members(3);
        Assert.True(
            new[] { "feed", "renewal", "dns-shard", "outbox-shard", "reconciler" }.Select(kind => Spread.Home(kind, 0, 16, members))
                .Distinct().Count() > 1);
    }
}
