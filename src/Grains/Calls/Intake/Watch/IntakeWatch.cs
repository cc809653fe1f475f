using Dapper;
using Microsoft.Extensions.Logging;
using Portal.Metrics;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Keeps what switches sent, for staff to see: in memory by the batch, as rows every few seconds. What isn't written when a process ends
/// is lost; the calls themselves aren't. Safe for many callers at once.
/// </summary>
internal sealed partial class IntakeWatch : IAsyncDisposable
{
    /// <summary>Names of switches that are told apart; more go together under none.</summary>
    public const int MostSwitches = 1000;

    private const int LongestError = 300;

    private const string Minute = """
        INSERT INTO portal_intake_minutes (switch, minute, accepted, duplicates, rejected, delay_ms)
        VALUES (@name, @minute, @Accepted, @Duplicates, @Rejected, @DelayMs)
        ON CONFLICT (switch, minute) DO UPDATE SET accepted = portal_intake_minutes.accepted + excluded.accepted,
          duplicates = portal_intake_minutes.duplicates + excluded.duplicates,
          rejected = portal_intake_minutes.rejected + excluded.rejected,
          delay_ms = portal_intake_minutes.delay_ms + excluded.delay_ms
        """;

    private const string Last = """
        INSERT INTO portal_intake_switches (switch, last_seen, newest_call, last_error, last_error_at)
        VALUES (@name, @now, @NewestCall, @error, @errorAt)
        ON CONFLICT (switch) DO UPDATE SET last_seen = excluded.last_seen,
          newest_call = CASE WHEN excluded.newest_call > COALESCE(portal_intake_switches.newest_call, -1) THEN excluded.newest_call
            ELSE portal_intake_switches.newest_call END,
          last_error = COALESCE(excluded.last_error, portal_intake_switches.last_error),
          last_error_at = COALESCE(excluded.last_error_at, portal_intake_switches.last_error_at)
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly PortalDatabase database;
    private readonly TimeProvider clock;
    private readonly ILogger<IntakeWatch> logger;
    private readonly ITimer timer;
    private readonly SemaphoreSlim writing = new(1);
    private readonly Lock held = new();
    private Dictionary<string, SwitchNews> waiting = new(StringComparer.Ordinal);

    public IntakeWatch(PortalDatabase database, TimeProvider clock, ILogger<IntakeWatch> logger)
    {
        (this.database, this.clock, this.logger) = (database, clock, logger);
        timer = clock.CreateTimer(_ => _ = Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes what a body brought, and clears it.</summary>
    public void Tell(IntakeNews news)
    {
        if (news.BySwitch.Count == 0)
            return;
        lock (held)
        {
            if (waiting.Count == 0)
                timer.Change(Pause, Timeout.InfiniteTimeSpan);
            Add(news.BySwitch);
        }

        foreach (var one in news.BySwitch.Values)
            Instruments.TookIn(one.Accepted, one.Duplicates, one.Rejected, one.DelayMs);
        news.Clear();
    }

    /// <summary>Writes what waits. A failure is logged: it is written with what comes next.</summary>
    public async Task Flush()
    {
        await writing.WaitAsync();
        try
        {
            Dictionary<string, SwitchNews> taken;
            lock (held)
                (taken, waiting) = (waiting, new(StringComparer.Ordinal));
            if (taken.Count == 0)
                return;
            try
            {
                await Write(taken);
            }
            catch (Exception problem)
            {
                LogFailed(logger, problem);
                lock (held)
                    Add(taken);
            }
        }
        finally
        {
            writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync();
        await Flush();
        writing.Dispose();
    }

    private void Add(IReadOnlyDictionary<string, SwitchNews> news)
    {
        foreach (var (name, one) in news)
        {
            var key = waiting.Count >= MostSwitches && !waiting.ContainsKey(name) ? "" : name;
            waiting[key] = waiting.TryGetValue(key, out var before) ? before.And(one) : one;
        }
    }

    private async Task Write(Dictionary<string, SwitchNews> news)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // In order, so that two processes wait for each other and no more.
        foreach (var (name, one) in news.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(
                Minute,
                new { name, minute = now / IntakeReader.Minute, one.Accepted, one.Duplicates, one.Rejected, one.DelayMs },
                transaction);
            var error = one.LastError is { Length: > LongestError } sentence ? sentence[..LongestError] : one.LastError;
            await connection.ExecuteAsync(
                Last, new { name, now, one.NewestCall, error, errorAt = error is null ? (long?)null : now }, transaction);
        }

        await transaction.CommitAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What switches sent couldn't be noted; it will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}
