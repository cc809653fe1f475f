using Dapper;
using Portal.Calls;
using Portal.Customers;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Alerts;

/// <summary>Sees what alerts watch: a handful of statements, however many alerts there are.</summary>
internal sealed class AlertMeter(PortalDatabase database, AlertSums sums, AlertLive live)
{
    /// <summary>Fewer calls in four weeks tell nothing of what is usual.</summary>
    private const int LeastCalls = 20;
    private const int LeastWeeks = 2;
    private const int Digits = 3;

    /// <summary>One reading for each, in their order.</summary>
    public async Task<AlertReading[]> Read(IReadOnlyList<WatchedAlert> alerts, DateTimeOffset now, CancellationToken cancellation)
    {
        var plain = alerts.Where(one => AlertRule.NeedsCalls(one.Alert.Area) && !one.Alert.Anomaly)
            .ToDictionary(one => one, one => AlertSpans.Last(one.Customer, one.Alert, now));
        var compared = alerts.Where(one => one.Alert.Anomaly && AlertTraits.Comparable.Contains(one.Alert.Area))
            .ToDictionary(one => one, one => AlertSpans.LastQuarters(one.Customer, one.Alert, now));
        var before = compared.ToDictionary(pair => pair.Key, pair => AlertSpans.Before(pair.Value, pair.Key.Zone));
        var failing = alerts.Where(one => one.Alert.Area == AlertArea.ConsecutiveFailures)
            .ToDictionary(one => one, one => AlertSpans.Last(one.Customer, one.Alert, now));

        var rated = await sums.Read(plain.Values, wholeQuarters: false, cancellation);
        var usual = await sums.Read(compared.Values.Concat(before.Values.SelectMany(spans => spans)), wholeQuarters: true, cancellation);
        var most = failing.Count == 0 ? 0 : (int)failing.Keys.Max(one => Math.Min(one.Alert.Threshold, AlertTraits.MostFailures)) + 2;
        var failed = await sums.Failures(failing.Values, most, cancellation);
        var there = await live.Read(alerts.Where(IsLive).Select(one => one.Customer), now, cancellation);
        var balances = await Balances(
            [.. alerts.Where(one => one.Alert.Area == AlertArea.Balance).Select(one => one.Customer).Distinct()], cancellation);
        return [.. alerts.Select(Of)];

        AlertReading Of(WatchedAlert one) => one.Alert switch
        {
            _ when compared.TryGetValue(one, out var span) =>
                Compared(one.Alert, span, usual[span], [.. before[one].Select(week => usual[week])]),
            _ when plain.TryGetValue(one, out var span) => Plain(one.Alert, span, rated[span]),
            _ when failing.TryGetValue(one, out var span) => Failing(span, failed[span]),
            { Area: AlertArea.Balance } => new(now, now) { Seen = balances.GetValueOrDefault(one.Customer) },
            { Area: AlertArea.Channels } when there[one.Customer] is var seen => new(now, now)
            {
                Seen = seen.Channels,
                Unknown = seen.IsKnown ? null : AlertUnknown.NoSwitch,
            },
            { Area: AlertArea.Cps } when there[one.Customer] is var seen => new(now - AlertLive.Span, now)
            {
                Seen = Math.Round(seen.Started / (decimal)AlertLive.Span.TotalSeconds, Digits),
                Calls = seen.Started,
                Unknown = seen.IsKnown ? null : AlertUnknown.NoSwitch,
            },
            _ => new(now, now) { Unknown = AlertUnknown.Newer },
        };
    }

    private static bool IsLive(WatchedAlert one) =>
        one.Alert.Area == AlertArea.Channels || one.Alert is { Area: AlertArea.Cps, Anomaly: false };

    private static AlertReading Plain(CustomerAlert alert, AlertSpan span, CallSums sums)
    {
        var (unknown, calls) = (TooFew(alert, sums), Counted(alert.Area, sums));
        return Over(span, calls) with { Seen = unknown is null ? Rate(alert.Area, span, sums) : null, Unknown = unknown };
    }

    private static AlertReading Compared(CustomerAlert alert, AlertSpan span, CallSums now, CallSums[] weeks)
    {
        var area = alert.Area;
        CallSums[] told = [.. weeks.Where(week => week.Attempts > 0)];
        var all = told.Aggregate(new CallSums(""), (a, b) => a + b);
        var isTold = told.Length >= LeastWeeks && all.Attempts >= LeastCalls;
        var usual = isTold ? Rate(area, span with { To = span.From + (span.To - span.From) * told.Length }, all) : null;
        var tooFew = TooFew(alert, now);
        return Over(span, Counted(area, now)) with
        {
            Seen = tooFew is null ? Rate(area, span, now) : null,
            Usual = usual,
            Unknown = usual is null or 0 ? AlertUnknown.NothingUsual : tooFew,
        };
    }

    // Few calls a second are a number like others.
    private static AlertUnknown? TooFew(CustomerAlert alert, CallSums sums)
    {
        var calls = Counted(alert.Area, sums);
        return !AlertRule.NeedsCalls(alert.Area) || calls >= AlertRule.LeastCalls(alert) ? null
            : calls == 0 ? AlertUnknown.NoCalls
            : AlertUnknown.TooFewCalls;
    }

    // Those that the number is made of.
    private static long Counted(AlertArea area, CallSums sums) =>
        area == AlertArea.Acd ? sums.Connected : area == AlertArea.Pdd ? sums.Pdds : sums.Attempts;

    private static AlertReading Failing(AlertSpan span, (long Looked, long Failed) seen) => Over(span, 0) with
    {
        Calls = null,
        Seen = seen.Looked == 0 ? null : seen.Failed,
        Unknown = seen.Looked == 0 ? AlertUnknown.NoCalls : null,
    };

    private static AlertReading Over(AlertSpan span, long calls) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(span.From), DateTimeOffset.FromUnixTimeMilliseconds(span.To))
    { Calls = calls };

    // No calls are none each second, and no share of anything.
    private static decimal? Rate(AlertArea area, AlertSpan span, CallSums sums)
    {
        var rate = area.KnownOr(AlertArea.Balance) switch
        {
            AlertArea.Asr => sums.Asr,
            AlertArea.Acd => sums.Acd,
            AlertArea.Pdd => sums.Pdd,
            AlertArea.Cps => sums.Attempts * 1000m / (span.To - span.From),
            AlertArea.Balance or AlertArea.Channels or AlertArea.ConsecutiveFailures => null,
        };
        return rate is { } known ? Math.Round(known, Digits) : null;
    }

    private async Task<Dictionary<string, decimal>> Balances(string[] customers, CancellationToken cancellation)
    {
        if (customers.Length == 0)
            return [];
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(string Id, string Currency, long Micro)>(new CommandDefinition(
            $"SELECT c.id, c.currency, {BalanceSql.Of("c.id", "c.currency")} AS micro FROM portal_customers c WHERE c.id IN @customers",
            new { customers = new SqlList(customers) },
            cancellationToken: cancellation));
        return rows.ToDictionary(row => row.Id, row => Money.FromMicro(row.Micro, row.Currency).Amount, StringComparer.Ordinal);
    }
}
