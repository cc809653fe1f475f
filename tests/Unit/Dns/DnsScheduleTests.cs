using Portal.Dns;

namespace Portal.Tests.Unit.Dns;

public sealed class DnsScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static DnsView Seen(DnsVerdict verdict, string seen = "", DateTimeOffset? at = null) =>
        new() { Verdict = verdict, Expected = "", Seen = seen, CheckedAt = at ?? Start };

    private static DnsState After(DnsState state, DnsView view, bool reset = false, bool waits = true) =>
        DnsSchedule.After(state, view, reset, waits, 0.5);

    [Fact]
    public void Looks_grow_rarer_while_the_answer_stays_wrong()
    {
        var state = new DnsState { Wanted = true };
        var waits = new List<double>();
        for (var i = 0; i < 10; i++)
        {
            state = After(state, Seen(DnsVerdict.NoRecord));
            waits.Add((state.NextCheck!.Value - Start).TotalSeconds);
        }

        Assert.Equal([5, 10, 20, 40, 60, 120, 300, 600, 900, 900], waits);
        for (var i = 0; i < 100; i++)
            state = After(state, Seen(DnsVerdict.NoRecord));
        Assert.Equal(3600, (state.NextCheck!.Value - Start).TotalSeconds);
    }

    [Fact]
    public void Another_answer_or_a_person_resets_the_wait()
    {
        var state = new DnsState { Wanted = true };
        for (var i = 0; i < 6; i++)
            state = After(state, Seen(DnsVerdict.NoRecord));
        Assert.Equal(5, (After(state, Seen(DnsVerdict.AddressInstead)).NextCheck!.Value - Start).TotalSeconds);
        Assert.Equal(5, (After(state, Seen(DnsVerdict.NoRecord), reset: true).NextCheck!.Value - Start).TotalSeconds);
    }

    [Fact]
    public void A_time_to_live_that_counts_down_is_no_other_answer()
    {
        var state = After(new DnsState { Wanted = true }, Seen(DnsVerdict.AddressInstead, "a.example. 300 IN A 203.0.113.7"));
        Assert.Equal(1, After(state, Seen(DnsVerdict.AddressInstead, "a.example. 17 IN A 203.0.113.7")).Step);
        Assert.Equal(0, After(state, Seen(DnsVerdict.AddressInstead, "a.example. 300 IN A 203.0.113.8")).Step);
    }

    [Fact]
    public void A_live_host_is_looked_at_every_few_hours()
    {
        var state = After(new DnsState { Wanted = true, Step = 4 }, Seen(DnsVerdict.Ok));
        Assert.Equal(6, (state.NextCheck!.Value - Start).TotalHours);
        Assert.True(state.Passed);
        Assert.Equal(0, state.Step);
    }

    [Fact]
    public void A_host_that_was_right_and_is_not_any_more_has_left()
    {
        var live = After(new DnsState { Wanted = true }, Seen(DnsVerdict.Ok));
        var gone = After(live, Seen(DnsVerdict.NoRecord, at: Start.AddHours(6)));
        Assert.Equal(Start.AddHours(6), gone.LeftAt);
        var still = After(gone, Seen(DnsVerdict.NoRecord, at: Start.AddHours(7)));
        Assert.Equal(Start.AddHours(6), still.LeftAt);
        Assert.Null(After(still, Seen(DnsVerdict.Ok)).LeftAt);
    }

    [Theory]
    [InlineData(DnsVerdict.TimeOut)]
    [InlineData(DnsVerdict.ServerFailure)]
    [InlineData(DnsVerdict.CaaForbids)]
    public void Servers_that_fail_do_not_make_a_host_leave(DnsVerdict verdict)
    {
        var live = After(new DnsState { Wanted = true }, Seen(DnsVerdict.Ok));
        Assert.Null(After(live, Seen(verdict)).LeftAt);
    }

    [Fact]
    public void A_host_that_never_was_right_has_not_left() =>
        Assert.Null(After(new DnsState { Wanted = true }, Seen(DnsVerdict.NoRecord)).LeftAt);

    [Fact]
    public void Nothing_is_planned_where_nothing_waits_for_dns() =>
        Assert.Null(After(new DnsState { Wanted = true }, Seen(DnsVerdict.NoRecord), waits: false).NextCheck);

    [Fact]
    public void A_certificate_is_told_again_after_a_host_came_back()
    {
        var told = After(new DnsState { Wanted = true }, Seen(DnsVerdict.Ok)) with { Told = true };
        Assert.True(After(told, Seen(DnsVerdict.Ok)).Told);
        var back = After(After(told, Seen(DnsVerdict.NoRecord)), Seen(DnsVerdict.Ok));
        Assert.False(back.Told);
    }
}
