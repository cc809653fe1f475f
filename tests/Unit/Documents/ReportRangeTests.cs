using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Documents;

public sealed class ReportRangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 22, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "2026-11-18T00:00:00+01:00", "2026-11-25T00:00:00+01:00")]
    [InlineData("range=today", "2026-11-24T00:00:00+01:00", "2026-11-25T00:00:00+01:00")]
    [InlineData("range=today&tz=Asia/Kathmandu", "2026-11-25T00:00:00+05:45", "2026-11-26T00:00:00+05:45")]
    [InlineData("range=yesterday&tz=UTC", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z")]
    [InlineData("range=thisMonth", "2026-11-01T00:00:00+01:00", "2026-11-25T00:00:00+01:00")]
    [InlineData("range=lastMonth", "2026-10-01T00:00:00+02:00", "2026-11-01T00:00:00+01:00")]
    [InlineData("from=2026-11-01&to=2026-11-01", "2026-11-01T00:00:00+01:00", "2026-11-02T00:00:00+01:00")]
    [InlineData("from=2026-11-01T12:30:00Z&to=2026-11-01T13:30:00%2B01:00", "2026-11-01T12:30:00Z", "2026-11-01T12:30:00Z", "to")]
    [InlineData("from=2026-11-01T12:30:00Z&to=2026-11-01T14:30:00.5%2B01:00", "2026-11-01T12:30:00Z", "2026-11-01T13:30:00.5Z")]
    [InlineData("from=2026-11-20", "2026-11-20T00:00:00+01:00", "2026-11-24T22:30:00Z")]
    [InlineData("range=lastYear", "", "", "range")]
    [InlineData("tz=Mars/Olympus", "", "", "tz")]
    [InlineData("from=2026-13-01", "", "", "from")]
    [InlineData("from=2026-11-01T12:00:00", "", "", "from")]
    [InlineData("from=2026-11-02&to=2026-11-01", "", "", "to")]
    [InlineData("from=2025-10-01&to=2026-11-20", "", "", "to")]
    public void An_address_says_a_time(string query, string from, string to, string? wrong = null)
    {
        var (range, errors) = ReportRange.Read(
            new QueryCollection(QueryHelpers.ParseQuery(query)), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), Now);
        Assert.Equal(wrong, errors.SingleOrDefault()?.Field);
        if (wrong is not null)
            Assert.Null(range);
        else
            Assert.Equal((DateTimeOffset.Parse(from), DateTimeOffset.Parse(to)), (range!.From, range.To));
    }
}
