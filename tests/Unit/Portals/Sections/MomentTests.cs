using System.Globalization;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Two moments never look alike on a page.</summary>
public sealed class MomentTests
{
    [Theory]
    // Clocks go back from 3:00 to 2:00 at 1:00 UTC.
    [InlineData("Europe/Berlin", "2026-10-24T23:59:00Z", "25 Oct 2026 01:59")]
    [InlineData("Europe/Berlin", "2026-10-25T00:00:00Z", "25 Oct 2026 02:00 +02:00")]
    [InlineData("Europe/Berlin", "2026-10-25T00:30:00Z", "25 Oct 2026 02:30 +02:00")]
    [InlineData("Europe/Berlin", "2026-10-25T01:30:00Z", "25 Oct 2026 02:30 +01:00")]
    [InlineData("Europe/Berlin", "2026-10-25T02:00:00Z", "25 Oct 2026 03:00")]
    [InlineData("Europe/Berlin", "2026-03-29T01:30:00Z", "29 Mar 2026 03:30")]
    // From 2:00 to 1:00 at 4:30 UTC.
    [InlineData("America/St_Johns", "2026-11-01T03:29:00Z", "1 Nov 2026 00:59")]
    [InlineData("America/St_Johns", "2026-11-01T04:00:00Z", "1 Nov 2026 01:30 −02:30")]
    [InlineData("America/St_Johns", "2026-11-01T05:00:00Z", "1 Nov 2026 01:30 −03:30")]
    [InlineData("America/St_Johns", "2026-11-01T05:30:00Z", "1 Nov 2026 02:00")]
    // Half an hour: from 2:00 to 1:30 at 15:00 UTC.
    [InlineData("Australia/Lord_Howe", "2026-04-04T14:29:00Z", "5 Apr 2026 01:29")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T14:45:00Z", "5 Apr 2026 01:45 +11:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T15:15:00Z", "5 Apr 2026 01:45 +10:30")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T15:30:00Z", "5 Apr 2026 02:00")]
    [InlineData("UTC", "2026-10-25T00:30:00Z", "25 Oct 2026 00:30")]
    // Not for summer's sake: the zone moved for good.
    [InlineData("Europe/Volgograd", "2020-12-26T22:30:00Z", "27 Dec 2020 01:30 +03:00")]
    public void The_hour_that_clocks_show_twice_carries_its_offset(string zone, string time, string text) => Assert.Equal(
        text,
        Moments.Full(
            DateTimeOffset.Parse(time, CultureInfo.InvariantCulture),
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            CultureInfo.GetCultureInfo("en")));

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    public void No_two_minutes_of_a_year_read_the_same(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var language in (string[])["en", "de"])
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var (time, end) = (
                new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
            for (; time < end; time = time.AddMinutes(15))
                Assert.True(seen.Add(Moments.Full(time, zone, CultureInfo.GetCultureInfo(language))), $"{time:u}");
        }
    }
}
