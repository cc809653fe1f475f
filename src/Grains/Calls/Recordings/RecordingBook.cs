using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>Which calls have a recording: a row each, beside the bytes in blobs. A recording may come before its call does.</summary>
internal sealed class RecordingBook(PortalDatabase database, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private (bool Any, long Since)? known;

    /// <summary>Null: there is none, or it isn't whole yet.</summary>
    public async Task<Recording?> Find(CallKey key, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT format, size, added_at AS addedAt FROM portal_recordings WHERE call = @call AND size IS NOT NULL",
            new { call = key.ToString() },
            cancellationToken: cancellation));
        return row is not null && RecordingFormat.Named(row.Format) is { } format
            ? new(key, format, row.Size, DateTimeOffset.FromUnixTimeMilliseconds(row.AddedAt))
            : null;
    }

    /// <summary>The calls with what is known of their recordings. Where nobody records, nothing is asked.</summary>
    public async Task<IReadOnlyList<Call>> Mark(List<Call> calls, CancellationToken cancellation)
    {
        if (calls.Count == 0 || !await Any(cancellation))
            return calls;
        var keys = calls.ConvertAll(call => CallKey.Of(call).ToString());
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var formats = (await connection.QueryAsync<(string Call, string Format)>(new CommandDefinition(
            "SELECT call, format FROM portal_recordings WHERE call IN @calls AND size IS NOT NULL",
            new { calls = new SqlList(keys) },
            cancellationToken: cancellation))).ToDictionary(row => row.Call, row => row.Format, StringComparer.Ordinal);
        return formats.Count == 0 ? calls
            : [.. calls.Select((call, place) => formats.TryGetValue(keys[place], out var format) ? Recorded(call, format) : call)];
    }

    /// <summary>Somebody brings one: until it is whole, only cleaning sees it.</summary>
    public Task Begin(CallKey key, RecordingFormat format, CancellationToken cancellation) => Do(
        """
        INSERT INTO portal_recordings (call, format, size, added_at) VALUES (@call, @Name, NULL, @now)
        ON CONFLICT (call) DO NOTHING
        """,
        new { call = key.ToString(), format.Name, now = Now },
        cancellation);

    /// <summary>It is whole.</summary>
    /// <param name="call">Null: it isn't here yet.</param>
    public Task Finish(CallKey key, RecordingFormat format, long size, Call? call) => Do(
        """
        INSERT INTO portal_recordings (call, format, size, added_at, customer, call_time)
        VALUES (@call, @Name, @size, @now, @customer, @time)
        ON CONFLICT (call) DO UPDATE SET format = excluded.format, size = excluded.size, added_at = excluded.added_at,
          customer = COALESCE(excluded.customer, portal_recordings.customer),
          call_time = COALESCE(excluded.call_time, portal_recordings.call_time)
        """,
        new
        {
            call = key.ToString(),
            format.Name,
            size,
            now = Now,
            customer = call?.Customer,
            time = call?.CallTime.ToUnixTimeMilliseconds(),
        },
        CancellationToken.None);

    public Task Remove(CallKey key) =>
        Do("DELETE FROM portal_recordings WHERE call = @call", new { call = key.ToString() }, CancellationToken.None);

    // What the switch calls it stays; where it said nothing, it has a name that can be saved.
    private static Call Recorded(Call call, string format) =>
        call with { HasAudio = true, RecordingFile = call.RecordingFile ?? $"{call.CallId}.{format}" };

    private async Task<bool> Any(CancellationToken cancellation)
    {
        if (known is { } lately && (lately.Any || clock.GetElapsedTime(lately.Since) < Lease))
            return lately.Any;
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var any = await connection.QueryFirstOrDefaultAsync<int?>(
            new CommandDefinition("SELECT 1 FROM portal_recordings LIMIT 1", cancellationToken: cancellation)) is not null;
        known = (any, clock.GetTimestamp());
        return any;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task Do(string sql, object values, CancellationToken cancellation)
    {
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        known = null;
    }

    private sealed class Row
    {
        public string Format { get; init; } = "";
        public long Size { get; init; }
        public long AddedAt { get; init; }
    }
}
