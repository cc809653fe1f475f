using System.Diagnostics;
using Portal.Metrics;
using Portal.Saving;

namespace Portal.Alerts;

/// <summary>
/// Judges all alerts once. What was decided about one is written before anything follows from it, so a process that dies on the way has
/// decided, or hasn't: nothing is decided twice (ADR 0065).
/// </summary>
internal sealed class AlertRound(AlertRows rows, AlertMeter meter, AlertMails mails)
{
    private const int AtOnce = 1000;

    /// <returns>How many there are.</returns>
    public async Task<int> Run(DateTimeOffset now, CancellationToken cancellation)
    {
        var (began, count, customer, id) = (Stopwatch.GetTimestamp(), 0, "", "");
        while (true)
        {
            var part = await rows.Read(customer, id, AtOnce, cancellation);
            count += part.Length;
            if (part.Length > 0)
                await Judge(part, now, cancellation);
            if (part.Length < AtOnce)
                break;
            (customer, id) = (part[^1].Customer, part[^1].Id);
        }

        Instruments.Judged(count, Stopwatch.GetElapsedTime(began));
        return count;
    }

    private async Task Judge(WatchedAlert[] alerts, DateTimeOffset now, CancellationToken cancellation)
    {
        var readings = await meter.Read(alerts, now, cancellation);
        for (var i = 0; i < alerts.Length; i++)
        {
            var (one, reading) = (alerts[i], readings[i]);
            if (AlertRule.Next(one.Alert, one.State, reading, now) is { } kind)
                await Write(one, kind, reading, now, cancellation);
        }
    }

    private async Task Write(
        WatchedAlert one, AlertEventKind kind, AlertReading reading, DateTimeOffset now, CancellationToken cancellation)
    {
        var next = AlertRule.After(one.Alert, one.State, kind, now);
        var happened = new AlertEvent(one.Id, next.Events, one.Customer, kind, next.Firings, now, one.Alert.Title, reading)
        {
            Penalty = kind == AlertEventKind.Fired && one.Alert.Penalty,
        };
        if (AlertRule.IsMailed(one.Alert, one.State, kind, now))
        {
            // Of one that is over, what it was since.
            var told = next with { FiringSince = next.FiringSince ?? one.State.FiringSince };
            var (box, drafts) = await mails.Of(one, kind, told, reading, cancellation);
            happened = happened with { Box = box, Drafts = drafts };
            if (drafts.Length > 0)
                next = AlertRule.Mailed(next, now);
        }

        // Else somebody judged it at the same moment, by the same rule: theirs counts.
        if (await rows.Write(one.Customer, one.Id, next, happened, now, cancellation) && kind == AlertEventKind.Fired)
            Instruments.Fired(UnknownNames.Of(one.Alert.Area));
    }
}
