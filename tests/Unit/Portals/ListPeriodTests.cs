using Portal.Storage;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals;

public sealed class ListPeriodTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("Etc/UTC", "2026-07-01", "2026-07-01T00:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-07-01", "2026-06-30T18:15:00Z")]
    // Clocks went from 24:00 to 01:00.
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")]
    // Clocks went back from 01:00 to 00:00: that day has two midnights.
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")]
    public void A_day_begins_when_it_does_in_the_readers_zone(string zone, string day, string begins) => Assert.Equal(
        DateTimeOffset.Parse(begins), ListPeriod.Of(day, "", TimeZoneInfo.FindSystemTimeZoneById(zone)).Begins);

    [Fact]
    public void The_last_day_is_part_of_it()
    {
        var period = ListPeriod.Of("2026-11-30", "2026-11-30", TimeZoneInfo.Utc);
        Assert.Equal(TimeSpan.FromDays(1), period.Ends - period.Begins);
        var query = period.Within(new ListQuery());
        Assert.Equal("2026-11-30T00:00:00Z", query.Filters["from"]);
        Assert.Equal("2026-12-01T00:00:00Z", query.Filters["before"]);
        Assert.Equal("from=2026-11-30&to=2026-11-30", period.Query);
    }

    [Fact]
    public void What_was_not_asked_for_is_not_filtered_by() =>
        Assert.Equal(["before"], ListPeriod.Of("", "2026-11-30", TimeZoneInfo.Utc).Within(new ListQuery()).Filters.Keys);

    [Theory]
    [InlineData("tomorrow", "", true, false)]
    [InlineData("2026-02-30", "2026-03-01", true, false)]
    [InlineData("2026-03-02", "2026-03-01", false, true)]
    [InlineData("0001-01-01", "9999-12-31", true, true)]
    public void What_is_no_day_is_wrong_at_its_own_place(string from, string to, bool wrongFrom, bool wrongTo)
    {
        var period = ListPeriod.Of(from, to, TimeZoneInfo.Utc);
        Assert.Equal((wrongFrom, wrongTo), (period.WrongFrom is not null, period.WrongTo is not null));
        Assert.True(period.IsWrong);
    }
}
