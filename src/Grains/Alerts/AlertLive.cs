using Dapper;
using Portal.Calls;
using Portal.Storage;

namespace Portal.Alerts;

/// <summary>How many calls a customer has at this moment, and how many began in the last minute.</summary>
/// <param name="IsKnown">Every switch that told of its calls lately still tells.</param>
internal readonly record struct LiveNumbers(long Channels, long Started, bool IsKnown);

/// <summary>Reads what switches tell of many customers, in one statement.</summary>
internal sealed class AlertLive(PortalDatabase database, AlertSums sums)
{
    private const string OfSwitch =
        "portal_live_calls l JOIN portal_live_switches s ON s.kind = @kind AND s.switch = l.switch AND s.told_by = l.told_by";

    private const int AtOnce = 500;

    // A call that ended within the minute is among the stored ones, once its record has come.
    private const string Numbers = $"""
        SELECT a.place,
          (SELECT COUNT(*) FROM {OfSwitch} WHERE l.customer = a.customer AND s.heard_at >= @fresh) AS channels,
          (SELECT COUNT(*) FROM (
            SELECT l.switch, l.call_id FROM {OfSwitch} WHERE l.customer = a.customer AND s.heard_at >= @fresh AND l.started_at >= @since
            UNION
            SELECT c.switch, c.call_id FROM portal_calls c
            WHERE c.customer = a.customer AND c.call_time >= @since AND c.call_time < @now) begun) AS started,
          (SELECT COUNT(*) FROM {OfSwitch} WHERE l.customer = a.customer AND s.heard_at < @fresh AND s.heard_at >= @gone) AS silent
        FROM asked a
        """;

    /// <summary>How long calls are counted that began.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    public async Task<Dictionary<string, LiveNumbers>> Read(
        IEnumerable<string> customers, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = new Dictionary<string, LiveNumbers>(StringComparer.Ordinal);
        var table = LiveTables.Calls;
        var values = new
        {
            kind = table.Kind,
            now = now.ToUnixTimeMilliseconds(),
            since = (now - Span).ToUnixTimeMilliseconds(),
            fresh = (now - table.Stale).ToUnixTimeMilliseconds(),
            gone = (now - table.Gone).ToUnixTimeMilliseconds(),
        };
        bool? isTold = null;
        foreach (var part in customers.Distinct(StringComparer.Ordinal).Select(one => new AlertSpan(one, 0, 0)).Chunk(AtOnce))
        {
            isTold ??= await IsTold(values, cancellation);
            var rows = await sums.Ask<(long Place, long Channels, long Started, long Silent)>(
                AlertSums.Asked(part, _ => []), Numbers, part, cancellation, values);
            foreach (var (place, channels, started, silent) in rows)
                found[part[(int)place].Customer] = new(channels, started, isTold.Value && silent == 0);
        }

        return found;
    }

    private async Task<bool> IsTold(object values, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT COUNT(*) FROM portal_live_switches WHERE kind = @kind AND heard_at >= @fresh",
            values,
            cancellationToken: cancellation)) > 0;
    }
}
