using Portal.Customers;
using Portal.Saving;

namespace Portal.Alerts;

/// <summary>What a number means for an alert. Pure.</summary>
internal static class AlertRule
{
    /// <summary>What is looked at where the alert doesn't say.</summary>
    public const int UsualMinutes = 60;

    /// <summary>Fewer calls say nothing of a share or an average, where the alert doesn't say: one that failed is no ASR of 0.</summary>
    public const int UsualCalls = 20;

    /// <summary>An alert whose number goes to and fro mails so often in an hour, and is quiet for the rest of it.</summary>
    public const int MostMailsAnHour = 6;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static int Minutes(CustomerAlert alert) => Math.Min(
        alert.SamplePeriod ?? (alert.Area == AlertArea.ConsecutiveFailures ? AlertTraits.LongestPeriod : UsualMinutes),
        AlertTraits.LongestPeriod);

    /// <summary>What is a share or an average of calls.</summary>
    public static bool NeedsCalls(AlertArea area) => area is AlertArea.Asr or AlertArea.Acd or AlertArea.Pdd;

    public static int LeastCalls(CustomerAlert alert) => alert.MinimumCalls ?? UsualCalls;

    /// <summary>
    /// 1. Without a number nothing changes. 2. A quiet one fires when the number crosses the threshold. 3. One that fires is over when the
    /// number is back at where it is reset. 4. Else it says so again when it is time.
    /// </summary>
    public static AlertEventKind? Next(CustomerAlert alert, AlertState state, AlertReading reading, DateTimeOffset now)
    {
        if (Compared(alert, reading) is not { } value || UnknownNames.IsUnknown(alert.Operator))
            return null;
        if (state.FiringSince is null)
            return Holds(alert, value) ? AlertEventKind.Fired : null;
        return IsOver(alert, value) ? AlertEventKind.Over : state.RepeatAt <= now ? AlertEventKind.Repeated : null;
    }

    /// <summary>Whether this number makes it fire; null: there is no number.</summary>
    public static bool? WouldFire(CustomerAlert alert, AlertReading reading) =>
        Compared(alert, reading) is { } value && !UnknownNames.IsUnknown(alert.Operator) ? Holds(alert, value) : null;

    /// <summary>The state after it.</summary>
    public static AlertState After(CustomerAlert alert, AlertState state, AlertEventKind kind, DateTimeOffset now)
    {
        var next = state with { Events = state.Events + 1 };
        DateTimeOffset? again = alert.Repeat is { } minutes ? now.AddMinutes(minutes) : null;
        return kind switch
        {
            AlertEventKind.Fired => next with
            {
                Firings = state.Firings + 1,
                FiringSince = now,
                RepeatAt = again,
                PenaltyUntil = !alert.Penalty ? state.PenaltyUntil
                    : alert.PenaltyMinutes is { } penalty ? now.AddMinutes(penalty)
                    : AlertState.UntilOver,
            },
            AlertEventKind.Repeated => next with { RepeatAt = again },
            AlertEventKind.Over => next with
            {
                FiringSince = null,
                RepeatAt = null,
                PenaltyUntil = state.PenaltyUntil == AlertState.UntilOver ? now : state.PenaltyUntil,
            },
        };
    }

    /// <summary>Whether anybody is told of it by mail.</summary>
    public static bool IsMailed(CustomerAlert alert, AlertState state, AlertEventKind kind, DateTimeOffset now) =>
        !state.IsMuted(now) && (kind != AlertEventKind.Over || TellsEnd(alert))
        && (state.MailedFrom + Hour <= now || state.Mailed < MostMailsAnHour);

    /// <summary>One more was mailed.</summary>
    public static AlertState Mailed(AlertState state, DateTimeOffset now) => state.MailedFrom + Hour <= now
        ? state with { MailedFrom = now, Mailed = 1 }
        : state with { Mailed = state.Mailed + 1 };

    /// <summary>Whoever wants to be reminded, or has much to lose, hears of the end too.</summary>
    public static bool TellsEnd(CustomerAlert alert) =>
        alert.Repeat is not null || string.Equals(alert.Level, "critical", StringComparison.OrdinalIgnoreCase);

    private static decimal? Compared(CustomerAlert alert, AlertReading reading) =>
        reading.Unknown is not null ? null : alert.Anomaly ? reading.Away : reading.Seen;

    private static bool Holds(CustomerAlert alert, decimal value) => alert.Anomaly
        ? Distance(alert, value) >= alert.Threshold
        : alert.Operator switch
        {
            AlertOperator.Lt => value < alert.Threshold,
            AlertOperator.Gt => value > alert.Threshold,
            AlertOperator.Eq => value == alert.Threshold,
        };

    // A reset beyond the threshold would end what still holds.
    private static bool IsOver(CustomerAlert alert, decimal value)
    {
        var reset = alert.ResetThreshold ?? alert.Threshold;
        return !Holds(alert, value) && (alert.Anomaly
            ? Distance(alert, value) <= reset
            : alert.Operator switch
            {
                AlertOperator.Lt => value >= reset,
                AlertOperator.Gt => value <= reset,
                AlertOperator.Eq => alert.ResetThreshold is null || value == reset,
            });
    }

    // How far on the side that counts.
    private static decimal Distance(CustomerAlert alert, decimal away) => alert.Operator switch
    {
        AlertOperator.Lt => -away,
        AlertOperator.Gt => away,
        AlertOperator.Eq => Math.Abs(away),
    };
}
