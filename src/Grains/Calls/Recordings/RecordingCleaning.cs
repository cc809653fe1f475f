using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Removes recordings at night: after the days that their customer keeps them, with calls that are kept no longer, those whose call never
/// came, and what was begun and not finished.
/// </summary>
internal sealed partial class RecordingCleaning(
    PortalDatabase database,
    RecordingDesk recordings,
    ICallStore store,
    CallEdge edge,
    IOptions<CallIntakeOptions> intake,
    TimeProvider clock,
    ILogger<RecordingCleaning> logger) : INightly
{
    private const int AtOnce = 200;

    private const string Expired = """
        SELECT r.call, r.format FROM portal_recordings r JOIN portal_customers c ON c.id = r.customer
        WHERE c.recording_days IS NOT NULL AND r.call_time < @now - c.recording_days * CAST(86400000 AS bigint) LIMIT @AtOnce
        """;

    private const string Gone = "SELECT r.call, r.format FROM portal_recordings r WHERE r.call_time < @kept LIMIT @AtOnce";

    private const string Begun =
        "SELECT r.call, r.format FROM portal_recordings r WHERE r.size IS NULL AND r.added_at < @begun LIMIT @AtOnce";

    // A call may still come so late.
    private const string Alone =
        "SELECT r.call, r.format FROM portal_recordings r WHERE r.customer IS NULL AND r.added_at < @alone LIMIT @AtOnce";

    public string Name => "cleaning of recordings";

    public async Task Run()
    {
        await Meet();
        var now = clock.GetUtcNow();
        var removed = 0;
        foreach (var sql in new[] { Expired, Gone, Begun, Alone })
        {
            removed += await Remove(sql, new
            {
                AtOnce,
                now = now.ToUnixTimeMilliseconds(),
                kept = (await edge.At(CancellationToken.None)).ToUnixTimeMilliseconds(),
                begun = now.AddDays(-2).ToUnixTimeMilliseconds(),
                alone = now.AddDays(-1 - intake.Value.IntakeDays).ToUnixTimeMilliseconds(),
            });
        }

        if (removed > 0)
            LogRemoved(logger, removed);
    }

    private async Task<int> Remove(string sql, object values)
    {
        for (var removed = 0; ;)
        {
            var some = await Read<(string Call, string Format)>(sql, values);
            foreach (var (call, format) in some)
            {
                if (CallKey.TryParse(call, out var key))
                    await recordings.Drop(key, format);
            }

            removed += some.Count;
            if (some.Count < AtOnce)
                return removed;
        }
    }

    // Those that came before their calls.
    private async Task Meet()
    {
        for (var after = ""; ;)
        {
            var some = await Read<string>(
                "SELECT call FROM portal_recordings WHERE customer IS NULL AND call > @after ORDER BY call LIMIT @AtOnce",
                new { after, AtOnce });
            foreach (var text in some)
            {
                if (CallKey.TryParse(text, out var key) && await store.Find(null, key, CancellationToken.None) is { } call)
                {
                    await using var connection = await database.Write.OpenConnectionAsync();
                    await connection.ExecuteAsync(
                        "UPDATE portal_recordings SET customer = @Customer, call_time = @time WHERE call = @text",
                        new { call.Customer, time = call.CallTime.ToUnixTimeMilliseconds(), text });
                }
            }

            if (some.Count < AtOnce)
                return;
            after = some[^1];
        }
    }

    private async Task<List<T>> Read<T>(string sql, object values)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, values)).AsList();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} recordings of calls were removed.")]
    private static partial void LogRemoved(ILogger logger, int count);
}
