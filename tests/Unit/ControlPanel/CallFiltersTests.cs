using Portal.Saving;
using Portal.WebHost.ControlPanel;

namespace Portal.Tests.Unit.ControlPanel;

/// <summary>What an address of calls asks for.</summary>
public sealed class CallFiltersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 16, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("+49 (151) 123-45", "4915112345")]
    [InlineData("030/1234.56", "030123456")]
    [InlineData("112", "112")]
    [InlineData("49", null)]
    [InlineData("call-49151", null)]
    [InlineData("4f9e-11", null)]
    [InlineData("+ ()", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_number_is_known_by_being_written_as_one(string? text, string? digits) => Assert.Equal(digits, CallFilters.Digits(text));

    [Theory]
    [InlineData("", "today", "27 November 2026, UTC")]
    [InlineData("tz=Asia/Tokyo", "today", "28 November 2026, Asia/Tokyo")]
    [InlineData("range=last7d", "last7d", "21 Nov 2026 – 27 Nov 2026, UTC")]
    [InlineData("range=today&from=2026-11-01&to=2026-11-02", null, "1 Nov 2026 – 2 Nov 2026, UTC")]
    [InlineData("from=2026-11-01T10:00:00Z&to=2026-11-01T11:00:00Z", null, "1 Nov 2026 10:00 – 1 Nov 2026 11:00, UTC")]
    public void Without_a_time_it_is_today_and_days_count_more_than_a_name(string query, string? name, string text)
    {
        var errors = new List<FieldError>();
        var shown = ShownRange.Read(Url(query), Now, errors);
        Assert.Empty(errors);
        Assert.Equal((name, text), (shown.Name, shown.Text));
    }

    [Theory]
    [InlineData("from=2026-11-01&to=2026-12-01", "112", 31, false)]
    [InlineData("from=2026-11-01&to=2026-12-02", "112", 32, true)]
    [InlineData("from=2026-01-01&to=2026-12-01", null, 335, false)]
    public void A_number_is_looked_for_in_31_days_at_most(string query, string? text, int days, bool refused)
    {
        var errors = new List<FieldError>();
        var url = Url(query) with { Text = text };
        var range = ShownRange.Read(url, Now, errors).Asked!;
        Assert.Equal(days, (range.To - range.From).TotalDays);
        var read = CallFilters.Read(url, range, errors);
        Assert.Equal(refused ? ["q"] : [], errors.Select(error => error.Field));
        Assert.Equal(text, read.Number);
    }

    [Theory]
    [InlineData(0.0, "0:00:00")]
    [InlineData(61.5, "0:01:01.5")]
    [InlineData(3727.25, "1:02:07.25")]
    public void A_duration_is_a_clock_that_counts_up(double seconds, string text) =>
        Assert.Equal(text, CallWords.Duration((decimal)seconds));

    private static ListUrl Url(string query)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.QueryString = new(query.Length == 0 ? "" : "?" + query);
        return CallUrls.Read(context, "/calls", CallUrls.Calls);
    }
}
