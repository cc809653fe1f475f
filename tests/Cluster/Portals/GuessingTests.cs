namespace Portal.Tests.Cluster.Portals;

/// <summary>Wrong passwords by the dozen: what is looked at, what has to wait, and that the owner comes in.</summary>
public sealed class GuessingTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private const int Many = 50;
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);
    private static int count;
    private readonly int number = Interlocked.Increment(ref count);

    private string Email => $"owner{number}@acme.example";

    [Fact]
    public async Task Fifty_tries_of_one_address_at_one_account_are_few_and_its_owner_comes_in_within_minutes()
    {
        var host = await Open();
        using var stranger = portal.Visitor(host, $"203.0.113.{number}");
        Assert.InRange(await Guess(Many, _ => stranger, _ => Email), 1, 5);
        // Neither the stranger nor somebody who looks like one is told more, whatever the password.
        Assert.Equal(429, (await stranger.SignIn(Email)).Status);
        using var owner = portal.Visitor(host, $"198.51.100.{number}");
        Assert.Equal(429, (await owner.SignIn(Email)).Status);
        portal.Clock.Push(Minutes);
        Assert.Equal(303, (await owner.SignIn(Email)).Status);
    }

    [Fact]
    public async Task Fifty_addresses_have_no_more_tries_than_one_and_the_owners_own_browser_is_not_held_up()
    {
        var host = await Open();
        using var known = portal.Visitor(host, $"198.51.100.{number}");
        Assert.Equal(303, (await known.SignIn(Email)).Status);
        await known.Post("/sign-out");
        var strangers = Enumerable.Range(0, Many).Select(i => portal.Visitor(host, $"192.0.2.{i + 1}")).ToArray();
        Assert.InRange(await Guess(Many, i => strangers[i], _ => Email), 1, 5);

        // They go on, each time that the wait is over: the owner's browser comes in all the while.
        for (var round = 0; round < 5; round++)
        {
            portal.Clock.Push(Minutes);
            Assert.InRange(await Guess(Many, i => strangers[i], _ => Email), 0, 1);
            Assert.Equal(303, (await known.SignIn(Email)).Status);
            await known.Post("/sign-out");
        }

        using var elsewhere = portal.Visitor(host, $"198.51.100.{100 + number}");
        portal.Clock.Push(Minutes);
        Assert.Equal(303, (await elsewhere.SignIn(Email)).Status);
        Array.ForEach(strangers, stranger => stranger.Dispose());
    }

    [Fact]
    public async Task One_address_that_tries_fifty_accounts_is_stopped_and_the_accounts_are_open_to_others()
    {
        var host = await Open();
        using var stranger = portal.Visitor(host, $"203.0.113.{number}");
        Assert.InRange(await Guess(Many, _ => stranger, i => i == 7 ? Email : $"guessed{i}.{Email}"), 20, Many - 10);
        Assert.Equal(429, (await stranger.SignIn($"another.{Email}", "guess")).Status);
        using var owner = portal.Visitor(host, $"198.51.100.{number}");
        Assert.Equal(303, (await owner.SignIn(Email)).Status);
        // Who shares the address with the stranger waits for minutes.
        portal.Clock.Push(Minutes);
        using var neighbour = portal.Visitor(host, $"203.0.113.{number}");
        Assert.Equal(303, (await neighbour.SignIn(Email)).Status);
    }

    [Fact]
    public async Task More_hosts_give_no_more_tries_at_somebody_who_signs_in_on_all_of_them()
    {
        var strangers = new List<PortalVisitor>();
        for (var i = 0; i < 10; i++)
            strangers.Add(portal.Visitor(await portal.AddDomain($"guess{number}-{i}.signin.example"), $"192.0.2.{i + 1}"));
        await portal.AddContact(Email, null);
        Assert.InRange(await Guess(Many, i => strangers[i % strangers.Count], _ => Email), 1, 5);
        using var owner = portal.Visitor($"guess{number}-0.signin.example", $"198.51.100.{number}");
        portal.Clock.Push(Minutes);
        Assert.Equal(303, (await owner.SignIn(Email)).Status);
        strangers.ForEach(stranger => stranger.Dispose());
    }

    [Fact]
    public async Task Tries_that_are_sent_at_once_are_looked_at_no_more_often_than_one_after_the_other()
    {
        var host = await Open();
        using var stranger = portal.Visitor(host, $"203.0.113.{number}");
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 120).Select(i => stranger.Post("/sign-in", ("email", Email), ("password", $"guess {i}"))));
        Assert.InRange(replies.Count(r => r.Status == 422), 1, 5);
        Assert.All(replies, r => Assert.Contains(r.Status, new[] { 422, 429 }));

        // Many accounts from one network: as many as it may, whatever is sent at once.
        using var other = portal.Visitor(host, $"198.18.0.{number}");
        replies = await Task.WhenAll(
            Enumerable.Range(0, 80).Select(i => other.Post("/sign-in", ("email", $"at-once{i}.{Email}"), ("password", "guess"))));
        Assert.InRange(replies.Count(r => r.Status == 422), 1, 35);
        // 503: what a machine that is busy with others couldn't look at in time.
        Assert.All(replies, r => Assert.Contains(r.Status, new[] { 422, 429, 503 }));
        Assert.All(replies.Where(r => r.Status != 422), r => Assert.Contains("Retry-After", r.Headers, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_right_sign_in_takes_nothing_of_what_a_network_may_guess()
    {
        var host = await Open();
        for (var i = 0; i < 40; i++)
        {
            using var person = portal.Visitor(host, $"203.0.113.{number}");
            Assert.Equal(303, (await person.SignIn(Email)).Status);
        }

        using var stranger = portal.Visitor(host, $"203.0.113.{number}");
        Assert.InRange(await Guess(Many, _ => stranger, i => $"guessed{i}.{Email}"), 20, Many - 10);
    }

    private async Task<string> Open()
    {
        var host = await portal.AddDomain($"guess{number}.signin.example");
        await portal.AddContact(Email, host);
        return host;
    }

    /// <summary>How many of the tries were looked at; the others were told to wait.</summary>
    private static async Task<int> Guess(int tries, Func<int, PortalVisitor> who, Func<int, string> email)
    {
        var looked = 0;
        for (var i = 0; i < tries; i++)
        {
            var reply = await who(i).Post("/sign-in", ("email", email(i)), ("password", $"guess {i}"));
            Assert.Contains(reply.Status, new[] { 422, 429 });
            if (reply.Status == 422)
                looked++;
            else
                Assert.Contains("Retry-After", reply.Headers, StringComparison.Ordinal);
        }

        return looked;
    }
}
