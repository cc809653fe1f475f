using Portal.Alerts;
using Portal.Customers;
using Portal.WebHost.Items;

namespace Portal.Tests.Unit.Alerts;

public sealed class AlertRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static CustomerAlert Low => new()
    {
        Title = "Low",
        Area = AlertArea.Asr,
        Operator = AlertOperator.Lt,
        Threshold = 35,
        ResetThreshold = 40,
        Repeat = 60,
    };

    private static AlertReading Sees(decimal? value) =>
        new(Now, Now) { Seen = value, Unknown = value is null ? AlertUnknown.NoCalls : null };

    [Fact]
    public void It_fires_once_until_it_is_back_at_its_reset()
    {
        var state = AlertState.New;
        Assert.Equal(
            [
                AlertEventKind.Fired, null, null, null, AlertEventKind.Over, null, AlertEventKind.Fired,
            ],
            new decimal?[] { 34.9m, 20, 36, 39.9m, 40, 36, 10 }.Select(Step));
        Assert.Equal((2, 3), (state.Firings, state.Events));

        AlertEventKind? Step(decimal? value)
        {
            var kind = AlertRule.Next(Low, state, Sees(value), Now);
            state = kind is { } known ? AlertRule.After(Low, state, known, Now) : state;
            return kind;
        }
    }

    [Fact]
    public void What_is_unknown_neither_fires_nor_ends()
    {
        Assert.Null(AlertRule.Next(Low, AlertState.New, Sees(null), Now));
        var firing = AlertState.New with { FiringSince = Now.AddDays(-1), RepeatAt = Now.AddHours(-1) };
        Assert.Null(AlertRule.Next(Low, firing, Sees(null), Now));
        Assert.Null(AlertRule.WouldFire(Low, Sees(null)));
    }

    [Fact]
    public void Too_few_calls_are_told_with_how_many_it_needs()
    {
        var reading = new AlertReading(Now.AddHours(-1), Now) { Calls = 3, Unknown = AlertUnknown.TooFewCalls };
        Assert.Equal(
            "ASR: unknown, too few calls: 3 of the 20 that it needs over 60 min.", AlertSentence.Of(Low, "USD", reading));
        Assert.Null(AlertRule.WouldFire(Low, reading));
        Assert.Equal(5, AlertRule.LeastCalls(Low with { MinimumCalls = 5 }));
    }

    [Fact]
    public void It_says_so_again_when_it_is_time()
    {
        var firing = AlertRule.After(Low, AlertState.New, AlertEventKind.Fired, Now);
        Assert.Null(AlertRule.Next(Low, firing, Sees(1), Now.AddMinutes(59)));
        Assert.Equal(AlertEventKind.Repeated, AlertRule.Next(Low, firing, Sees(1), Now.AddMinutes(60)));
        var once = AlertRule.After(Low with { Repeat = null }, AlertState.New, AlertEventKind.Fired, Now);
        Assert.Null(AlertRule.Next(Low with { Repeat = null }, once, Sees(1), Now.AddDays(9)));
    }

    [Theory]
    [InlineData(AlertOperator.Lt, 10, null, 9.9, 10)]
    [InlineData(AlertOperator.Gt, 10, null, 10.1, 10)]
    [InlineData(AlertOperator.Gt, 10, 8.0, 11, 8)]
    [InlineData(AlertOperator.Eq, 0, null, 0, 1)]
    [InlineData(AlertOperator.Eq, 0, 5.0, 0, 5)]
    public void Each_comparison_has_its_way_in_and_its_way_out(
        AlertOperator sign, double threshold, double? reset, double fires, double ends)
    {
        var alert = Low with { Operator = sign, Threshold = (decimal)threshold, ResetThreshold = (decimal?)reset };
        Assert.Equal(AlertEventKind.Fired, AlertRule.Next(alert, AlertState.New, Sees((decimal)fires), Now));
        Assert.Null(AlertRule.Next(alert, AlertState.New, Sees((decimal)ends), Now));
        var firing = AlertRule.After(alert, AlertState.New, AlertEventKind.Fired, Now);
        Assert.Equal(AlertEventKind.Over, AlertRule.Next(alert, firing, Sees((decimal)ends), Now));
        Assert.Null(AlertRule.Next(alert, firing, Sees((decimal)fires), Now));
    }

    [Theory]
    [InlineData(AlertOperator.Lt, 20, true)]
    [InlineData(AlertOperator.Lt, 60, false)]
    [InlineData(AlertOperator.Gt, 60, true)]
    [InlineData(AlertOperator.Gt, 41, false)]
    [InlineData(AlertOperator.Eq, 20, true)]
    [InlineData(AlertOperator.Eq, 60, true)]
    [InlineData(AlertOperator.Eq, 45, false)]
    public void An_unusual_number_counts_by_its_distance_on_the_side_that_is_asked_for(AlertOperator sign, double seen, bool fires)
    {
        var alert = Low with { Anomaly = true, Threshold = 40, ResetThreshold = 10, Operator = sign };
        var reading = new AlertReading(Now, Now) { Seen = (decimal)seen, Usual = 40 };
        Assert.Equal(fires, AlertRule.WouldFire(alert, reading));
        Assert.Null(AlertRule.WouldFire(alert, reading with { Usual = null, Unknown = AlertUnknown.NothingUsual }));
    }

    [Fact]
    public void One_that_goes_to_and_fro_mails_a_few_times_an_hour()
    {
        var state = AlertState.New;
        var mails = Enumerable.Range(0, 120).Count(minute =>
        {
            var now = Now.AddMinutes(minute);
            var isMailed = AlertRule.IsMailed(Low, state, AlertEventKind.Fired, now);
            state = isMailed ? AlertRule.Mailed(state, now) : state;
            return isMailed;
        });
        Assert.Equal(2 * AlertRule.MostMailsAnHour, mails);
        Assert.False(AlertRule.IsMailed(Low, AlertState.New with { MutedUntil = Now.AddHours(1) }, AlertEventKind.Fired, Now));
    }

    [Fact]
    public void The_end_is_told_to_who_is_reminded_or_has_much_to_lose()
    {
        Assert.True(AlertRule.TellsEnd(Low));
        Assert.True(AlertRule.TellsEnd(Low with { Repeat = null, Level = "Critical" }));
        Assert.False(AlertRule.TellsEnd(Low with { Repeat = null, Level = "warning" }));
    }

    [Fact]
    public void A_penalty_lasts_its_minutes_or_until_the_alert_is_over()
    {
        var timed = Low with { Penalty = true, PenaltyMinutes = 30 };
        Assert.Equal(Now.AddMinutes(30), AlertRule.After(timed, AlertState.New, AlertEventKind.Fired, Now).PenaltyUntil);
        var open = timed with { PenaltyMinutes = null };
        var firing = AlertRule.After(open, AlertState.New, AlertEventKind.Fired, Now);
        Assert.Equal(AlertState.UntilOver, firing.PenaltyUntil);
        Assert.Equal(Now.AddHours(2), AlertRule.After(open, firing, AlertEventKind.Over, Now.AddHours(2)).PenaltyUntil);
    }

    [Fact]
    public void The_hour_of_the_weeks_before_is_the_one_on_the_customers_clocks()
    {
        // Berlin left summer time on 25 October 2026.
        var at = new DateTimeOffset(2026, 11, 10, 13, 0, 0, TimeSpan.Zero);
        var span = AlertSpans.LastQuarters("c", Low with { SamplePeriod = null }, at);
        Assert.Equal(at.ToUnixTimeMilliseconds() - 3_600_000, span.From);
        var weeks = AlertSpans.Before(span, "Europe/Berlin");
        Assert.Equal(
            [7 * 24, 14 * 24, 21 * 24 + 1, 28 * 24 + 1], weeks.Select(week => (int)((span.From - week.From) / 3_600_000)));
    }
}
