using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class CallForecastTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    private static decimal[] Days(Func<int, decimal> charged) => [.. Enumerable.Range(0, CallForecast.Days).Select(charged)];

    [Fact]
    public void The_same_each_day_lasts_as_long_as_division_says() => Assert.Equal(
        new CallForecast(Today.AddDays(10), Today.AddDays(10), Today.AddDays(10)), CallForecast.Of(100, Days(_ => 10), Today));

    [Fact]
    public void Quiet_weekends_are_skipped()
    {
        // The first of the days is a Monday, as today is.
        var end = CallForecast.Of(60, Days(day => day % 7 < 5 ? 10 : 0), Today)!;
        Assert.Equal(Today.AddDays(8), end.Day);
    }

    [Fact]
    public void Weeks_that_differ_say_how_far_off_it_may_be()
    {
        var end = CallForecast.Of(100, Days(day => day < 7 ? 5 : day < 14 ? 15 : 10), Today)!;
        Assert.Equal((Today.AddDays(10), Today.AddDays(6), Today.AddDays(20)), (end.Day, end.Earliest, end.Latest));
        Assert.Null(CallForecast.Of(3000, Days(day => day < 7 ? 5 : day < 14 ? 15 : 10), Today)!.Latest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void What_is_spent_already_ends_today(int left) => Assert.Equal(Today, CallForecast.Of(left, Days(_ => 10), Today)!.Day);

    [Fact]
    public void Nothing_is_said_where_nothing_was_charged_or_it_lasts_more_than_a_year()
    {
        Assert.Null(CallForecast.Of(100, Days(_ => 0), Today));
        Assert.Null(CallForecast.Of(100_000, Days(_ => 1), Today));
    }
}
