using Portal.People;

namespace Portal.Tests.Cluster.People;

public sealed class ClaimAndThrottleTests(SqlitePeople cluster) : PeopleScenarios(cluster), IClassFixture<SqlitePeople>
{
    private IThrottle Throttle => Cluster.Service<IThrottle>();

    [Fact]
    public async Task A_hold_is_kept_across_activations_until_its_end_unless_it_is_committed()
    {
        var claim = Cluster.Grains.GetGrain<IEmailClaimGrain>("claim-" + Host());
        var until = Clock.GetUtcNow().AddMinutes(30);
        Assert.Equal(new ClaimAnswer(true, "su_1"), await claim.Reserve("a.example", "su_1", until));
        await Cluster.Deactivate(claim);
        Assert.Equal(new ClaimAnswer(false, "su_1"), await claim.Reserve("a.example", "su_2", until));
        Assert.True((await claim.Reserve("b.example", "su_2", until)).Held);
        Clock.Push(TimeSpan.FromMinutes(31));
        Assert.Null(await claim.Find("a.example"));
        Assert.True((await claim.Reserve("a.example", "su_2", Clock.GetUtcNow().AddMinutes(30))).Held);
        Assert.False(await claim.Commit("a.example", "su_1", "p_1"));
        Assert.True(await claim.Commit("a.example", "su_2", "p_2"));
        Assert.True(await claim.Commit("a.example", "su_2", "p_2"));
        Clock.Push(TimeSpan.FromDays(100));
        await Cluster.Deactivate(claim);
        Assert.Equal("p_2", await claim.Find(LoginScope.Anywhere));
        await claim.Release("a.example", "p_1");
        Assert.Equal("p_2", await claim.Find("a.example"));
        await claim.Release("a.example", "p_2");
        Assert.Null(await claim.Find("a.example"));
    }

    [Fact]
    public async Task Wrong_tries_make_wait_and_a_right_one_is_forgiven()
    {
        var (account, network) = ("account/" + Email, "network/" + Email);
        for (var i = 0; i < 4; i++)
            await Throttle.Fail(account, network);
        Assert.Null(await Throttle.WaitUntil(account, network));
        await Throttle.Fail(account);
        Assert.NotNull(await Throttle.WaitUntil(account, network));
        Assert.Null(await Throttle.WaitUntil(network));
        Clock.Push(TimeSpan.FromSeconds(6));
        Assert.Null(await Throttle.WaitUntil(account));
        for (var i = 0; i < 50; i++)
            await Throttle.Fail(account);
        // Nobody keeps the owner out for more than minutes.
        Assert.InRange((await Throttle.WaitUntil(account))!.Value, Clock.GetUtcNow(), Clock.GetUtcNow().AddMinutes(5));
        await Throttle.Forgive(account);
        Assert.Null(await Throttle.WaitUntil(account));
    }

    [Fact]
    public async Task So_many_are_taken_in_a_window()
    {
        var key = "mail/" + Email;
        Assert.True(await Throttle.Take(key, 2, TimeSpan.FromHours(1)));
        Assert.True(await Throttle.Take(key, 2, TimeSpan.FromHours(1)));
        Assert.False(await Throttle.Take(key, 2, TimeSpan.FromHours(1)));
        Clock.Push(TimeSpan.FromMinutes(61));
        Assert.True(await Throttle.Take(key, 2, TimeSpan.FromHours(1)));
    }
}
