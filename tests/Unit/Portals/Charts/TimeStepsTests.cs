using System.Globalization;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Charts;

public sealed class TimeStepsTests
{
    private static DateTimeOffset Utc(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static TimeSteps Until(string now, string zone, double hours, int count) =>
        TimeSteps.Until(Utc(now), TimeZoneInfo.FindSystemTimeZoneById(zone), TimeSpan.FromHours(hours), count);

    [Fact]
    public void The_last_one_is_the_one_that_runs_by_the_zones_clocks()
    {
        // 04:15 in Kathmandu.
        var steps = Until("2026-11-24T22:30:00", "Asia/Kathmandu", 6, 28);
        Assert.Equal(28, steps.Starts.Count);
        Assert.Equal(Utc("2026-11-24T18:15:00"), steps.Starts[^1]);
        Assert.Equal(Utc("2026-11-25T00:15:00"), steps.End);
        Assert.Equal(27, steps.Of(Utc("2026-11-24T22:30:00")));
        Assert.Equal(26, steps.Of(Utc("2026-11-24T18:14:59")));
        Assert.Null(steps.Of(steps.End));
        Assert.Null(steps.Of(steps.Begin.AddTicks(-1)));
    }

    [Fact]
    public void Days_begin_at_midnight_though_clocks_change_between()
    {
        // Half an hour forward on 4 October 2026.
        var steps = Until("2026-10-06T03:00:00", "Australia/Lord_Howe", 24, 5);
        Assert.Equal(Utc("2026-10-03T13:30:00"), steps.Starts[2]);
        Assert.Equal(Utc("2026-10-04T13:00:00"), steps.Starts[3]);
    }

    [Theory]
    [InlineData("2026-03-29T10:00:00")]
    [InlineData("2026-10-25T10:00:00")]
    public void Each_moment_of_a_day_on_which_clocks_change_is_in_one_of_them(string now)
    {
        var steps = Until(now, "Europe/Berlin", 1, 24);
        Assert.Equal(steps.Starts.Order(), steps.Starts);
        for (var time = steps.Begin; time < steps.End; time = time.AddMinutes(15))
        {
            var step = steps.Of(time)!.Value;
            Assert.True(steps.Starts[step] <= time && (step + 1 == steps.Starts.Count || time < steps.Starts[step + 1]));
        }
    }

    [Fact]
    public void What_nothing_fell_into_is_unknown() => Assert.Equal(
        [3, null, 4],
        Until("2026-11-24T22:30:00", "UTC", 1, 3).Values(
            [
                (Utc("2026-11-24T20:00:00"), 1), (Utc("2026-11-24T20:59:00"), 2), (Utc("2026-11-24T22:00:00"), 4),
                (Utc("2026-11-24T23:00:00"), 9),
            ],
            one => one.Item1,
            group => group.Sum(one => one.Item2)));
}
