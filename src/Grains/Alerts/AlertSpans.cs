using Portal.Calls;
using Portal.Customers;
using Portal.People;

namespace Portal.Alerts;

/// <summary>A customer's calls from one moment to another, in milliseconds.</summary>
internal readonly record struct AlertSpan(string Customer, long From, long To);

/// <summary>Which time an alert looks at. Pure.</summary>
internal static class AlertSpans
{
    public const int Weeks = 4;

    // A quarter of an hour more or less is little of it: then it begins with one, and kept sums tell nearly all.
    private const int LongMinutes = 240;
    private const int Week = 7;

    /// <summary>The last minutes.</summary>
    public static AlertSpan Last(string customer, CustomerAlert alert, DateTimeOffset now)
    {
        var (minutes, to) = (AlertRule.Minutes(alert), now.ToUnixTimeMilliseconds());
        var from = to - minutes * 60_000L;
        return new(customer, minutes > LongMinutes ? from / CallTimes.Quarter * CallTimes.Quarter : from, to);
    }

    /// <summary>The last whole quarters of an hour, an hour at least: what is compared with the same of other weeks.</summary>
    public static AlertSpan LastQuarters(string customer, CustomerAlert alert, DateTimeOffset now)
    {
        var count = Math.Max(AlertRule.UsualMinutes, AlertRule.Minutes(alert)) * 60_000L / CallTimes.Quarter;
        var end = now.ToUnixTimeMilliseconds() / CallTimes.Quarter;
        return new(customer, (end - count) * CallTimes.Quarter, end * CallTimes.Quarter);
    }

    /// <summary>The same time of day of the same weekday, on the customer's clocks, in each of the weeks before.</summary>
    public static AlertSpan[] Before(AlertSpan span, string? zone)
    {
        var there = ZoneNames.Of(zone);
        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(span.From), there).DateTime;
        return [.. Enumerable.Range(1, Weeks).Select(back =>
        {
            var then = local.AddDays(-Week * back);
            var from = ZoneDays.At(then, there).ToUnixTimeMilliseconds();
            return span with { From = from, To = from + span.To - span.From };
        })];
    }
}
