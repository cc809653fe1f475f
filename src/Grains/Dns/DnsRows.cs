using System.Text.Json;
using Dapper;
using Portal.Platform;
using Portal.Storage;

namespace Portal.Dns;

/// <summary>The read model of watched hosts, and the stored schedule.</summary>
internal sealed class DnsRows(PortalDatabase database)
{
    private const string Upsert = """
        INSERT INTO portal_dns (host, verdict, left_at, shard, due_at, checked_at, version)
        VALUES (@host, @verdict, @leftAt, @shard, @dueAt, @checkedAt, @version)
        ON CONFLICT (host) DO UPDATE SET verdict = excluded.verdict, left_at = excluded.left_at, due_at = excluded.due_at,
          checked_at = excluded.checked_at, version = excluded.version
        WHERE portal_dns.version < excluded.version
        """;

    public async Task Write(string host, DnsState state)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        if (!state.Wanted)
        {
            await connection.ExecuteAsync(
                "DELETE FROM portal_dns WHERE host = @host AND version <= @version", new { host, version = state.Version });
            return;
        }

        await connection.ExecuteAsync(Upsert, new
        {
            host,
            verdict = JsonNamingPolicy.CamelCase.ConvertName((state.Last?.Verdict ?? DnsVerdict.Unknown).ToString()),
            leftAt = state.LeftAt?.ToUnixTimeMilliseconds(),
            shard = Shards.Of(host),
            dueAt = state.NextCheck?.ToUnixTimeMilliseconds(),
            checkedAt = state.Last?.CheckedAt?.ToUnixTimeMilliseconds(),
            version = state.Version,
        });
    }
}
