using Dapper;
using Portal.Calls;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls.Live;

/// <summary>What switches tell counts until they tell else, or are unheard of for too long.</summary>
public abstract class LiveSetTests(ClusterFixture cluster)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);
    private readonly PushedClock clock = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LiveSource Source => LiveSource.Of($"sw{number}", null);

    private string Customer => $"c_live{number}";

    private ILiveSet<LiveCall> Calls => Of(LiveTables.Calls);

    private ILiveSet<SipRegistration> Registrations => Of(LiveTables.Registrations);

    private LiveSet<T> Of<T>(LiveTable<T> table) => new(new(table, cluster.Database, clock), new(table, cluster.Database, clock));

    private LiveCall Made(string id, double minutesAgo = 1) => new(
        Source.Switch,
        id,
        Customer,
        DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().AddMinutes(-minutesAgo).ToUnixTimeMilliseconds()),
        LiveCallState.Answered)
    { Source = "4930", Destination = "33145" };

    private async Task<string[]> There(LiveQuery? query = null) =>
        [.. (await Calls.Page(query ?? new LiveQuery { Customer = Customer }, Stop)).Items.Select(call => call.CallId)];

    private async Task<LiveSwitch?> Told() =>
        (await Calls.Switches(new LiveQuery(), Stop)).SingleOrDefault(one => one.Switch == Source.Switch && one.ToldBy.Length == 0);

    private async Task<string[]> Versions()
    {
        // What a row is rewritten by, on either database.
        await using var connection = await cluster.Database.Read.OpenConnectionAsync(Stop);
        var mark = cluster is PostgresCluster ? "CAST(ctid AS text)" : "CAST(rowid AS text)";
        return [.. await connection.QueryAsync<string>(
            $"SELECT call_id || ' ' || {mark} FROM portal_live_calls WHERE customer = @Customer ORDER BY call_id", new { Customer })];
    }

    [Fact]
    public async Task A_set_replaces_the_one_before_and_writes_what_changed_alone()
    {
        var (a, b, c) = (Made("a", 3), Made("b", 2) with { State = LiveCallState.Ringing, Source = null }, Made("c", 1));
        await Calls.Replace(Source, [a, b, c], Stop);
        var page = await Calls.Page(new LiveQuery { Customer = Customer }, Stop);
        Assert.Equal([c, b, a], page.Items);
        Assert.Null(page.Next);
        var before = await Versions();

        await Calls.Replace(Source, [b with { State = LiveCallState.Answered }, c, Made("d", 0)], Stop);
        Assert.Equal(["d", "c", "b"], await There());
        Assert.Contains(before.Single(row => row[0] == 'c'), await Versions());
        Assert.Equal(3, (await Told())!.Count);

        await Calls.Replace(Source, [], Stop);
        Assert.Empty(await There());
        Assert.Equal((0, false), ((await Told())!.Count, (await Told())!.IsStale));
    }

    [Fact]
    public async Task What_began_comes_what_ended_goes_and_what_is_told_again_is_renewed()
    {
        var call = Made("a", 2);
        await Calls.Change(Source, [call with { State = LiveCallState.Ringing }, Made("b", 1)], [], Stop);
        await Calls.Change(Source, [call], ["b", "never there"], Stop);
        Assert.Equal(call, Assert.Single((await Calls.Page(new LiveQuery { Customer = Customer }, Stop)).Items));
        await Calls.Change(Source, [Made("c", 0)], ["c"], Stop);
        Assert.Equal(["a"], await There());
    }

    [Fact]
    public async Task A_switch_is_stale_after_90_seconds_and_its_calls_are_gone_after_five_minutes()
    {
        await Calls.Replace(Source, [Made("a"), Made("b")], Stop);
        clock.Push(TimeSpan.FromSeconds(89));
        Assert.False((await Told())!.IsStale);
        clock.Push(TimeSpan.FromSeconds(2));
        Assert.Equal((true, 2), ((await Told())!.IsStale, (await Told())!.Count));
        // Hearing of it is enough.
        await Calls.Change(Source, [], [], Stop);
        Assert.False((await Told())!.IsStale);

        clock.Push(TimeSpan.FromMinutes(5.1));
        Assert.Empty(await There());
        Assert.Equal((true, 0), ((await Told())!.IsStale, (await Told())!.Count));
        // They don't come back with it.
        await Calls.Change(Source, [Made("c")], [], Stop);
        Assert.Equal(["c"], await There());
        Assert.Single(await Versions());
    }

    [Fact]
    public async Task What_nobody_reads_any_more_is_removed_at_night()
    {
        var past = new PushedClock();
        past.Push(TimeSpan.FromDays(-8));
        var silent = LiveSource.Of("silent" + number, null);
        await new LiveWriter<LiveCall>(LiveTables.Calls, cluster.Database, past).Replace(silent, [Made("old")], Stop);
        await Calls.Replace(Source, [Made("a")], Stop);
        Assert.Equal(2, (await Versions()).Length);
        await new LiveCleaning(cluster.Database, clock).Run();
        Assert.Equal("a", Assert.Single(await Versions())[..1]);
        Assert.DoesNotContain(await Calls.Switches(new LiveQuery(), Stop), one => one.Switch == silent.Switch);
        Assert.NotNull(await Told());
    }

    [Fact]
    public async Task What_one_teller_says_of_a_switch_leaves_anothers_word_alone()
    {
        var mine = LiveSource.Of(Source.Switch, ["mine"]);
        await Calls.Replace(Source, [Made("a", 2)], Stop);
        await Calls.Replace(mine, [Made("a", 2), Made("b", 1)], Stop);
        Assert.Equal(["b", "a", "a"], await There());
        await Calls.Replace(mine, [], Stop);
        Assert.Equal(["a"], await There());
        clock.Push(TimeSpan.FromMinutes(2));
        await Calls.Replace(mine, [], Stop);
        Assert.True((await Told())!.IsStale);
    }

    [Fact]
    public async Task Pages_lead_through_all_of_them_once()
    {
        // Many began in the same moment.
        var begin = clock.GetUtcNow().ToUnixTimeSeconds();
        await Calls.Replace(
            Source,
            [
                .. Enumerable.Range(0, 2_500).Select(
                    i => Made($"{i}") with { Started = DateTimeOffset.FromUnixTimeSeconds(begin - (i / 100)) }),
            ],
            Stop);
        var seen = new List<string>();
        for (var query = new LiveQuery { Customer = Customer, Limit = 400 }; ;)
        {
            var page = await Calls.Page(query, Stop);
            seen.AddRange(page.Items.Select(call => call.CallId));
            if (page.Next is null)
                break;
            query = query with { Cursor = page.Next };
        }

        Assert.Equal(2_500, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2_500, seen.Count);
        Assert.Equal(seen, await Calls.All(new LiveQuery { Customer = Customer }, Stop).Select(call => call.CallId).ToArrayAsync(Stop));
        Assert.Equal("cursor", Assert.Single((await Calls.Page(new LiveQuery { Cursor = "nothing" }, Stop)).Problems).Field);
        Assert.Equal("cursor", Assert.Single((await Calls.Page(new LiveQuery { Cursor = new string('x', 40) }, Stop)).Problems).Field);
    }

    [Fact]
    public async Task Two_who_tell_of_the_same_switch_at_once_leave_the_word_of_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => Calls.Replace(Source, [.. Enumerable.Range(0, 50).Select(j => Made($"{i} {j}"))], Stop), Stop)));
        var there = await There();
        Assert.Equal(50, there.Length);
        Assert.Single(there.Select(id => id.Split(' ')[0]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_switch_has_no_more_than_fifty_thousand_however_it_tells_them()
    {
        LiveCall[] full = [.. Enumerable.Range(0, LiveBounds.MostItems).Select(i => Made($"{i}"))];
        Assert.Equal(LiveOutcome.Taken, await Calls.Replace(Source, full, Stop));
        Assert.Equal(LiveOutcome.TooMany, await Calls.Change(Source, [Made("one more")], [], Stop));
        Assert.Equal(LiveBounds.MostItems, (await Told())!.Count);
        Assert.Equal(LiveOutcome.Taken, await Calls.Change(Source, [Made("one more")], ["0"], Stop));
        Assert.Equal(LiveOutcome.Taken, await Calls.Replace(Source, [], Stop));
    }

    [Fact]
    public async Task A_teller_tells_of_so_many_switches_and_no_more()
    {
        string[] brands = [$"many{number}"];
        for (var i = 0; i < LiveBounds.MostSwitches; i++)
            Assert.Equal(LiveOutcome.Taken, await Calls.Replace(LiveSource.Of($"{i}", brands), [], Stop));
        Assert.Equal(LiveOutcome.TooManySwitches, await Calls.Replace(LiveSource.Of("one more", brands), [], Stop));
        Assert.Equal(LiveOutcome.Taken, await Calls.Replace(LiveSource.Of("7", brands), [], Stop));
    }

    [Fact]
    public async Task A_registration_is_gone_when_it_expires_and_by_user_until_then()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        SipRegistration One(string user, string? contact, double minutes) =>
            new(Source.Switch, user, Customer, now.AddMinutes(minutes)) { Contact = contact, Address = "192.0.2.1", Agent = "Phone" };
        SipRegistration[] set =
            [One("carl", null, 60), One("ann", "sip:ann@192.0.2.1", 10), One("ann", "sip:ann@192.0.2.2", 60), One("bob", null, -1)];
        await Registrations.Replace(Source, set, Stop);
        var query = new LiveQuery { Customer = Customer, Limit = 2 };
        var first = await Registrations.Page(query, Stop);
        Assert.Equal(["ann", "ann"], first.Items.Select(one => one.User));
        Assert.Equal(set[0], Assert.Single((await Registrations.Page(query with { Cursor = first.Next }, Stop)).Items));
        clock.Push(TimeSpan.FromMinutes(16));
        Assert.Equal(["ann", "carl"], (await Registrations.Page(query, Stop)).Items.Select(one => one.User));
        var told = (await Registrations.Switches(query, Stop)).Single(one => one.Switch == Source.Switch);
        Assert.Equal((true, 2), (told.IsStale, told.Count));
        // Calls are another matter.
        Assert.Null(await Told());
    }
}

public sealed class LiveSetOnSqlite(SqliteCluster cluster) : LiveSetTests(cluster), IClassFixture<SqliteCluster>;

public sealed class LiveSetOnPostgres(PostgresCluster cluster) : LiveSetTests(cluster), IClassFixture<PostgresCluster>;
