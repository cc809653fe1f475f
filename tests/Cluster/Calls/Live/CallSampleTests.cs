using Portal.Calls;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Calls.Live;

/// <summary>What is noted of calls over time: channels by looking, peaks by the calls' own times.</summary>
public abstract class CallSampleTests(ClusterFixture cluster) : CallWorld(cluster)
{
    private readonly PushedClock clock = new();

    private LiveSet<LiveCall> Live => new(new(LiveTables.Calls, Cluster.Database, clock), new(LiveTables.Calls, Cluster.Database, clock));

    private CallSampler Sampler => new(Cluster.Database, clock);

    private CallPeaks Peaks => new(Cluster.Database, clock);

    private CallSamples Samples => new(Cluster.Database);

    private async Task Tell(int calls) => await Live.Replace(
        LiveSource.Of("sw", null),
        [.. Enumerable.Range(0, calls).Select(i => new LiveCall("sw", $"{i}", Customer, clock.GetUtcNow(), LiveCallState.Answered))],
        Stop);

    private async Task<CallPeak[]> Counted() => [.. await Samples.Peaks(Customer, Noon.AddDays(-1), Noon.AddDays(1), Stop)];

    // To the begin of a slot far from what the cluster's own sampler notes, and each test from what the others told.
    private DateTimeOffset Far(int days)
    {
        var now = clock.GetUtcNow();
        clock.Push(CallSlots.Begin(CallSlots.Of(now) + 1) - now + TimeSpan.FromDays(days));
        return CallSlots.Begin(CallSlots.Of(clock.GetUtcNow()));
    }

    [Fact]
    public async Task Channels_have_their_most_and_mean_and_where_no_switch_reported_a_gap()
    {
        var begin = Far(100);
        var slot = TimeSpan.FromMilliseconds(CallSlots.Length);
        Assert.False(await Sampler.Sample(Stop));
        await Tell(3);
        Assert.True(await Sampler.Sample(Stop));
        await Tell(5);
        Assert.True(await Sampler.Sample(Stop));

        clock.Push(slot);
        Assert.False(await Sampler.Sample(Stop));
        clock.Push(slot);
        await Tell(0);
        Assert.True(await Sampler.Sample(Stop));
        clock.Push(slot);
        await Tell(2);
        Assert.True(await Sampler.Sample(Stop));

        Assert.Equal(
            [new(begin, 5, 4), new(begin + (2 * slot), 0, 0), new(begin + (3 * slot), 2, 2)],
            await Samples.Channels(Customer, begin, begin + (9 * slot), Stop));
        // Another one's zeroes are known as well.
        Assert.Equal([0, 0, 0], (await Samples.Channels("c_none", begin, begin + (9 * slot), Stop)).Select(one => one.Most));
    }

    [Fact]
    public async Task A_peak_is_the_most_calls_that_began_within_one_second()
    {
        await Add(Made("a"), Made("b", 0.005), Made("c", 0.01), Made("d", 1), Made("e", 7) with { SipCode = 486, Duration = 0 });
        await Peaks.Count(Noon.AddHours(-1), Noon.AddHours(1), Stop);
        Assert.Equal([new(Noon, 3), new(Noon.AddMinutes(5), 1)], await Counted());
        await Add(Made("late", 7.001), Made("later", 7.002));
        await Peaks.Count(Noon, Noon.AddMinutes(10), Stop);
        Assert.Equal([3, 3], (await Counted()).Select(one => one.Most));
    }

    [Fact]
    public async Task What_came_late_is_counted_at_night_and_what_is_old_leaves()
    {
        clock.Push(Noon.AddDays(1) - clock.GetUtcNow());
        await Add(Made("a"), Made("b"));
        var night = new CallSampleNight(Cluster.Database, Peaks, clock);
        await night.Run();
        Assert.Equal([new(Noon, 2)], await Counted());
        clock.Push(TimeSpan.FromDays(CallSlots.DaysKept + 2));
        await night.Run();
        Assert.Empty(await Counted());
    }

    [Fact]
    public async Task A_glance_is_another_one_whenever_a_page_would_be()
    {
        Far(50);
        var glances = new LiveGlances(Cluster.Database, clock);
        async Task<LiveGlance> Look() => (await glances.Of([Customer, "c_none"], Stop))[Customer];
        var seen = new HashSet<string> { (await Look()).Mark };
        await Tell(2);
        Assert.Equal(2, (await Look()).Calls);
        Assert.True(seen.Add((await Look()).Mark));
        await Live.Change(LiveSource.Of("sw", null), [new("sw", "1", Customer, clock.GetUtcNow(), LiveCallState.Ringing)], [], Stop);
        Assert.True(seen.Add((await Look()).Mark));
        Assert.False(seen.Add((await Look()).Mark));
        clock.Push(TimeSpan.FromMinutes(2));
        Assert.True(seen.Add((await Look()).Mark));
        Assert.Equal(0, (await glances.Of(["c_none"], Stop))["c_none"].Calls);
    }
}

public sealed class CallSamplesOnSqlite(SqliteCluster cluster) : CallSampleTests(cluster), IClassFixture<SqliteCluster>;

public sealed class CallSamplesOnPostgres(PostgresCluster cluster) : CallSampleTests(cluster), IClassFixture<PostgresCluster>;
