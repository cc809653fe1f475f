using Portal.Credentials;

namespace Portal.Tests.Unit.Credentials;

public sealed class FailuresTests
{
    [Fact]
    public void A_place_that_is_given_back_ends_its_own_wait_and_no_longer_one()
    {
        var now = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
        var four = Failures.None.Add(now).Add(now).Add(now).Add(now);
        var five = four.Add(now);
        Assert.Equal(four, five.GiveBack(four.Until, five.Until));
        // A later one was wrong meanwhile: its wait stays.
        var six = five.Add(now);
        var left = six.GiveBack(four.Until, five.Until);
        Assert.Equal((5, six.Until), (left.Count, left.Until));
        Assert.Equal(Failures.None, Failures.None.Add(now).GiveBack(0, 0));
    }

    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 5)]
    [InlineData(6, 15)]
    [InlineData(8, 60)]
    [InlineData(10, 300)]
    [InlineData(1000, 300)]
    public void Waits_grow_and_end_within_minutes(int wrong, int seconds)
    {
        var failures = Failures.None;
        for (var i = 0; i < wrong; i++)
            failures = failures.Add(Noon);
        Assert.Equal(seconds == 0 ? null : Noon.AddSeconds(seconds), failures.WaitUntil(Noon));
        Assert.Null(failures.WaitUntil(Noon.AddSeconds(seconds)));
    }

    [Fact]
    public void A_quiet_day_forgets_them()
    {
        var failures = Failures.None;
        for (var i = 0; i < 9; i++)
            failures = failures.Add(Noon);
        Assert.Equal(1, failures.Add(Noon.AddDays(2)).Count);
    }
}
