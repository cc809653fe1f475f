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
        var account = "account/" + Email;
        for (var i = 0; i < 5; i++)
            Assert.Null((await Enter(account)).WaitUntil);
        Assert.NotNull((await Enter(account)).WaitUntil);
        Assert.Null((await Enter("another/" + Email)).WaitUntil);
        for (var i = 0; i < 50; i++)
        {
            Clock.Push(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
            Assert.Null((await Enter(account)).WaitUntil);
        }

        // Nobody keeps the owner out for more than minutes.
        Assert.InRange((await Enter(account)).WaitUntil!.Value, Clock.GetUtcNow(), Clock.GetUtcNow().AddMinutes(5));
        await Throttle.Forgive(account);
        Assert.Null((await Enter(account)).WaitUntil);
    }

    [Fact]
    public async Task A_place_is_taken_before_and_given_back_with_its_wait()
    {
        var account = "account/" + Email;
        for (var i = 0; i < 4; i++)
            await Enter(account);
        var fifth = await Enter(account);
        Assert.NotNull((await Enter(account)).WaitUntil);
        await Throttle.GiveBack(account, fifth);
        var again = await Enter(account);
        Assert.Null(again.WaitUntil);
        // What never had a place gives none back.
        await Throttle.GiveBack(account, await Enter(account));
        Assert.NotNull((await Enter(account)).WaitUntil);
    }

    [Fact]
    public async Task Of_a_networks_many_tries_the_right_ones_do_not_count_and_give_no_more_guesses()
    {
        var network = "network/" + Email;
        for (var i = 0; i < 20; i++)
            await Throttle.GiveBack(network, await Enter(network, 3));
        for (var i = 0; i < 3 + 4; i++)
            Assert.Null((await Enter(network, 3)).WaitUntil);
        // The first that makes wait; then a right one that was under way gives back its own place alone.
        var underWay = await Enter(network, 3);
        Assert.NotNull((await Enter(network, 3)).WaitUntil);
        Clock.Push(TimeSpan.FromSeconds(6));
        Assert.Null((await Enter(network, 3)).WaitUntil);
        await Throttle.GiveBack(network, underWay);
        Assert.NotNull((await Enter(network, 3)).WaitUntil);
    }

    private Task<ThrottlePlace> Enter(string key, int free = 0) => Throttle.Enter(key, free, TimeSpan.FromMinutes(10));

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
