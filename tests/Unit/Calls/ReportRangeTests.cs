using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Calls;

public sealed class ReportRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 20, 30, 0, TimeSpan.Zero);

    private static (ReportRange? Range, string[] Wrong) Read(string query, DateTimeOffset? now = null)
    {
        var (range, errors) = ReportRange.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), TimeZoneInfo.Utc, now ?? Now);
        return (range, [.. errors.Select(error => error.Field)]);
    }

    private static string Times(string query, DateTimeOffset? now = null)
    {
        var (range, wrong) = Read(query, now);
        Assert.Empty(wrong);
        return $"{Text(range!.From)} {Text(range.To)}";

        static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("", "2026-11-21T00:00 2026-11-28T00:00")]
    [InlineData("?range=", "2026-11-21T00:00 2026-11-28T00:00")]
    [InlineData("?range=today", "2026-11-27T00:00 2026-11-28T00:00")]
    [InlineData("?range=yesterday", "2026-11-26T00:00 2026-11-27T00:00")]
    [InlineData("?range=thisMonth", "2026-11-01T00:00 2026-12-01T00:00")]
    [InlineData("?range=lastMonth", "2026-10-01T00:00 2026-11-01T00:00")]
    [InlineData("?from=2026-11-01&to=2026-11-02", "2026-11-01T00:00 2026-11-03T00:00")]
    [InlineData("?from=2026-11-01T10:15:00Z&to=2026-11-01T11:00:00%2B01:00", "2026-11-01T10:15 2026-11-01T10:00", "to")]
    [InlineData("?from=2026-11-01T10:15:00Z&to=2026-11-01T12:00:00+01:00", "2026-11-01T10:15 2026-11-01T11:00")]
    [InlineData("?from=2026-11-20", "2026-11-20T00:00 2026-11-28T00:00")]
    [InlineData("?to=2026-11-10", "2026-11-04T00:00 2026-11-11T00:00")]
    [InlineData("?range=today&from=2026-11-01&to=2026-11-01", "2026-11-01T00:00 2026-11-02T00:00")]
    public void Says_from_when_to_when(string query, string times, string? wrong = null)
    {
        if (wrong is null)
            Assert.Equal(times, Times(query));
        else
            Assert.Equal([wrong], Read(query).Wrong);
    }

    // Five hours and three quarters ahead: there it is the next day already.
    [Theory]
    [InlineData("?range=today", "2026-11-27T18:15 2026-11-28T18:15")]
    [InlineData("?from=2026-11-01&to=2026-11-01", "2026-10-31T18:15 2026-11-01T18:15")]
    [InlineData("?from=2026-11-01T12:00", "2026-11-01T06:15 2026-11-28T18:15")]
    public void Days_are_those_of_the_zone(string query, string times) => Assert.Equal(times, Times(query + "&tz=Asia/Kathmandu"));

    // Clocks go half an hour forward on 4 October 2026 and back on 5 April.
    [Theory]
    [InlineData("2026-10-04T05:00Z", "2026-10-03T13:30 2026-10-04T13:00")]
    [InlineData("2026-04-05T05:00Z", "2026-04-04T13:00 2026-04-05T13:30")]
    public void The_day_of_a_change_of_clocks_has_its_own_length(string now, string times) =>
        Assert.Equal(times, Times("?range=today&tz=Australia/Lord_Howe", DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("?from=2026-04-05T01:45&to=2026-04-06", "2026-04-04T14:45 2026-04-06T13:30")]
    [InlineData("?from=2026-10-04T02:10&to=2026-10-05", "2026-10-03T15:30 2026-10-05T13:00")]
    public void A_time_that_comes_twice_is_the_first_and_one_that_is_left_out_the_next(string query, string times) =>
        Assert.Equal(times, Times(query + "&tz=Australia/Lord_Howe"));

    [Theory]
    [InlineData("?tz=Mars/Base", "tz")]
    [InlineData("?tz=../../etc/passwd", "tz")]
    [InlineData("?range=lastyear", "range")]
    [InlineData("?from=tomorrow", "from")]
    [InlineData("?from=2026-13-01", "from")]
    [InlineData("?from=1800-01-01", "from")]
    [InlineData("?to=9999-12-31", "to")]
    [InlineData("?to=2026-11-01T00:00:00%2B25:00", "to")]
    [InlineData("?from=2026-11-02&to=2026-11-01", "to")]
    [InlineData("?from=2026-11-01T00:00Z&to=2026-11-01T00:00Z", "to")]
    [InlineData("?from=2027-01-01", "from")]
    [InlineData("?from=2025-01-01&to=2026-11-01", "from")]
    [InlineData("?from=x&to=y&tz=z", "tz from to")]
    public void What_cannot_be_is_told_at_its_field(string query, string fields) => Assert.Equal(fields.Split(' '), Read(query).Wrong);

    [Fact]
    public void Four_hundred_days_are_the_most_across_any_change_of_clocks()
    {
        Assert.Empty(Read("?from=2025-03-01&to=2026-04-04&tz=Europe/Berlin").Wrong);
        Assert.Equal(["from"], Read("?from=2025-03-01&to=2026-04-05&tz=Europe/Berlin").Wrong);
    }

    [Fact]
    public void Knows_its_name_and_zone()
    {
        var named = Read("?range=today&tz=Europe/Berlin").Range!;
        Assert.Equal(("today", "Europe/Berlin"), (named.Name, named.Zone.Id));
        Assert.Null(Read("?from=2026-11-01").Range!.Name);
        Assert.Equal("last7d", Read("").Range!.Name);
    }
}
