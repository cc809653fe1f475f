using Portal.Dns;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Dns;

/// <summary>The watch of hosts, over a store.</summary>
public abstract class DnsWatchTests(ClusterFixture cluster) : DnsScenarios(cluster)
{
    [Fact]
    public async Task A_waiting_host_is_looked_at_ever_more_seldom_until_it_is_right()
    {
        await Grain.Watch(true);
        await Queries(1);
        Assert.InRange(await Wait(), TimeSpan.FromSeconds(4.9), TimeSpan.FromSeconds(5));

        Parts.Clock.Push(TimeSpan.FromSeconds(6));
        await Queries(2);
        Assert.InRange(await Wait(), TimeSpan.FromSeconds(9.9), TimeSpan.FromSeconds(10));

        Parts.Check.Answer(Host, DnsVerdict.Ok);
        Parts.Clock.Push(TimeSpan.FromSeconds(11));
        await Queries(3);
        await Eventually.Holds(() => Task.FromResult(Told() == 1), "the certificate is told");
        Assert.InRange(await Wait(), TimeSpan.FromHours(5), TimeSpan.FromHours(7));

        Parts.Clock.Push(TimeSpan.FromHours(7));
        await Queries(4);
        await Grain.Wake();
        Assert.Equal(1, Told());
    }

    [Fact]
    public async Task Check_now_looks_at_once_and_starts_the_waits_anew()
    {
        await Grain.Watch(true);
        await Queries(1);
        for (var i = 2; i < 5; i++)
        {
            Parts.Clock.Push(TimeSpan.FromMinutes(1));
            await Queries(i);
        }

        Assert.True(await Wait() > TimeSpan.FromSeconds(35));
        var view = await Grain.CheckNow();
        Assert.Equal(DnsVerdict.NoRecord, view.Verdict);
        Assert.True(view.NextCheck - view.CheckedAt <= TimeSpan.FromSeconds(5));

        Parts.Check.Answer(Host, DnsVerdict.Ok);
        Assert.True((await Grain.CheckNow()).Ok);
        Assert.Equal(1, Told());
    }

    [Fact]
    public async Task A_look_that_began_earlier_and_ends_later_changes_nothing()
    {
        var slow = Parts.Check.Hold(Host);
        await Grain.Watch(true);
        await Eventually.Holds(() => Task.FromResult(Parts.Check.Queries(Host) == 1), "the slow query began");
        Parts.Check.Free(Host);
        Parts.Check.Answer(Host, DnsVerdict.Ok);
        Assert.True((await Grain.CheckNow()).Ok);

        slow.SetResult();
        Parts.Clock.Push(TimeSpan.FromHours(7));
        await Queries(3);
        Assert.True((await Grain.Get()).Ok);
        Assert.Equal(1, Told());
    }

    [Fact]
    public async Task A_live_host_that_leaves_is_noted_and_told_again_when_it_comes_back()
    {
        Parts.Check.Answer(Host, DnsVerdict.Ok);
        await Grain.Watch(true);
        await Eventually.Holds(() => Task.FromResult(Told() == 1), "the certificate is told");
        Parts.Check.Answer(Host, DnsVerdict.PointsElsewhere);
        Parts.Clock.Push(TimeSpan.FromHours(7));
        await Eventually.Holds(async () => (await Grain.Get()).LeftAt is not null, "the host has left");
        // The row follows the document.
        await Eventually.Holds(
            async () => await Row() is { } row && (string)row.verdict == "pointsElsewhere" && (object?)row.left_at is not null,
            "the row says so too");

        Parts.Check.Answer(Host, DnsVerdict.Ok);
        Assert.Null((await Grain.CheckNow()).LeftAt);
        Assert.Equal(2, Told());
    }

    [Fact]
    public async Task A_certificate_that_could_not_be_told_is_told_later()
    {
        Parts.Check.Answer(Host, DnsVerdict.Ok);
        Parts.Deaf = true;
        await Grain.Watch(true);
        await Queries(1);
        await Eventually.Holds(async () => (await Grain.Get()).Ok, "the look is kept");
        Parts.Deaf = false;
        Parts.Clock.Push(TimeSpan.FromMinutes(1));
        await Grain.Wake();
        Assert.Equal(1, Told());
    }

    [Fact]
    public async Task A_slow_look_holds_up_no_save()
    {
        var held = Parts.Check.Hold(Host);
        await Grain.Watch(true);
        await Eventually.Holds(() => Task.FromResult(Parts.Check.Queries(Host) == 1), "the query began");
        await Grain.Watch(true).WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);
        await Grain.Watch(false).WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);
        held.SetResult();
        await Grain.Wake();
        Assert.Equal(DnsVerdict.Unknown, (await Grain.Get()).Verdict);
    }

    [Fact]
    public async Task A_host_that_is_not_wanted_any_more_leaves_no_row()
    {
        await Grain.Watch(true);
        await Queries(1);
        await Eventually.Holds(async () => await Row() is not null, "the row is there");
        await Grain.Watch(false);
        Assert.Null(await Row());
        Assert.Null((await Grain.Get()).NextCheck);
        await Grain.Watch(true);
        await Queries(2);
        await Eventually.Holds(async () => await Row() is not null, "the row is there again");
    }

    [Fact]
    public async Task A_host_that_is_not_watched_is_looked_at_and_forgotten()
    {
        Assert.Equal(DnsVerdict.NoRecord, (await Grain.CheckNow()).Verdict);
        Assert.Equal(DnsVerdict.Unknown, (await Grain.Get()).Verdict);
        Assert.Null(await Row());
    }
}

public sealed class DnsWatchSqliteTests(DnsOnSqlite cluster) : DnsWatchTests(cluster), IClassFixture<DnsOnSqlite>
{
    private protected override DnsParts Parts => cluster.Parts;
}

public sealed class DnsWatchPostgresTests(DnsOnPostgres cluster) : DnsWatchTests(cluster), IClassFixture<DnsOnPostgres>
{
    private protected override DnsParts Parts => cluster.Parts;
}
