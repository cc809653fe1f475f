using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>How many lines of a time came in, and what became of them.</summary>
internal readonly record struct IntakeCount(long Accepted, long Duplicates, long Rejected)
{
    public long Lines => Accepted + Duplicates + Rejected;
}

/// <summary>What is known of what a switch sends.</summary>
/// <param name="Switch">Empty: lines that named none.</param>
/// <param name="PerMinute">Lines, over the last five minutes.</param>
/// <param name="Delay">From a call's end to when it came in, on average of the last hour; null: none came.</param>
internal sealed record SwitchIntake(
    string Switch,
    DateTimeOffset LastSeen,
    DateTimeOffset? NewestCall,
    IntakeCount Hour,
    IntakeCount Day,
    double PerMinute,
    TimeSpan? Delay,
    string? LastError,
    DateTimeOffset? LastErrorAt);

/// <summary>Reads what switches sent, and drops what is long past.</summary>
internal sealed class IntakeReader(PortalDatabase database, TimeProvider clock) : INightly
{
    /// <summary>Milliseconds.</summary>
    public const long Minute = 60_000;

    public const int MostShown = 200;

    private const int RateMinutes = 5;
    private const int HourMinutes = 60;
    private const int DayMinutes = 24 * 60;
    private const int KeptDays = 90;

    private const string Read = """
        SELECT s.switch AS Switch, s.last_seen AS LastSeen, s.newest_call AS NewestCall, s.last_error AS LastError,
          s.last_error_at AS LastErrorAt, COALESCE(SUM(m.accepted), 0) AS DayAccepted, COALESCE(SUM(m.duplicates), 0) AS DayDuplicates,
          COALESCE(SUM(m.rejected), 0) AS DayRejected,
          COALESCE(SUM(CASE WHEN m.minute >= @hour THEN m.accepted ELSE 0 END), 0) AS HourAccepted,
          COALESCE(SUM(CASE WHEN m.minute >= @hour THEN m.duplicates ELSE 0 END), 0) AS HourDuplicates,
          COALESCE(SUM(CASE WHEN m.minute >= @hour THEN m.rejected ELSE 0 END), 0) AS HourRejected,
          COALESCE(SUM(CASE WHEN m.minute >= @hour THEN m.delay_ms ELSE 0 END), 0) AS HourDelayMs,
          COALESCE(SUM(CASE WHEN m.minute >= @latest THEN m.accepted + m.duplicates + m.rejected ELSE 0 END), 0) AS Latest
        FROM portal_intake_switches s LEFT JOIN portal_intake_minutes m ON m.switch = s.switch AND m.minute >= @day
        GROUP BY s.switch, s.last_seen, s.newest_call, s.last_error, s.last_error_at
        ORDER BY s.last_seen DESC, s.switch LIMIT @most
        """;

    private const string Drop = """
        DELETE FROM portal_intake_minutes WHERE minute < @day;
        DELETE FROM portal_intake_switches WHERE last_seen < @seen
        """;

    public string Name => "removal of what switches sent long ago";

    /// <summary>The last that were seen first.</summary>
    public async Task<IReadOnlyList<SwitchIntake>> All(CancellationToken cancellation)
    {
        var minute = Now / Minute;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            Read,
            new { hour = minute - HourMinutes, day = minute - DayMinutes, latest = minute - RateMinutes, most = MostShown },
            cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToLine())];
    }

    public async Task Run()
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(Drop, new { day = (Now / Minute) - (2 * DayMinutes), seen = Now - (KeptDays * DayMinutes * Minute) });
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed class Row
    {
        public required string Switch { get; init; }
        public required long LastSeen { get; init; }
        public long? NewestCall { get; init; }
        public string? LastError { get; init; }
        public long? LastErrorAt { get; init; }
        public required decimal DayAccepted { get; init; }
        public required decimal DayDuplicates { get; init; }
        public required decimal DayRejected { get; init; }
        public required decimal HourAccepted { get; init; }
        public required decimal HourDuplicates { get; init; }
        public required decimal HourRejected { get; init; }
        public required decimal HourDelayMs { get; init; }
        public required decimal Latest { get; init; }

        public SwitchIntake ToLine() => new(
            Switch,
            Time(LastSeen),
            NewestCall is { } newest ? Time(newest) : null,
            new((long)HourAccepted, (long)HourDuplicates, (long)HourRejected),
            new((long)DayAccepted, (long)DayDuplicates, (long)DayRejected),
            (double)Latest / RateMinutes,
            HourAccepted > 0 ? TimeSpan.FromMilliseconds((double)(HourDelayMs / HourAccepted)) : null,
            LastError,
            LastErrorAt is { } at ? Time(at) : null);

        private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
    }
}
