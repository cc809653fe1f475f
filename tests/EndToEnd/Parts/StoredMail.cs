using Microsoft.Data.Sqlite;

namespace Portal.Tests.EndToEnd.Parts;

/// <summary>Mails put into a portal's store as an outbox puts them there, beside or instead of the running product.</summary>
internal static class StoredMail
{
    /// <param name="due">Whether it waits for its first try; else it stands there as done.</param>
    public static async Task Add(
        PortalProcess portal, string box, string id, string to, string state = "queued", string? reason = null, bool due = true)
    {
        await using var connection = Open(portal);
        await using var command = connection.CreateCommand();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        command.CommandText = """
            INSERT INTO portal_mail (box, id, seq, brand, kind, address, recipient, parts, state, attempts, unreached, reason, created_at, useful_until, give_up_at, shard, due_at, done_at)
            SELECT $box, $id, (SELECT COALESCE(MAX(seq), 0) + 1 FROM portal_mail), (SELECT brand FROM portal_domains WHERE host = $box), 'Welcome', $to, $to, '{}', $state,
              CASE WHEN $due THEN 0 ELSE 1 END, 0, $reason, $now, $now + 172800000, $now + 172800000, $shard, CASE WHEN $due THEN $now END, CASE WHEN $due THEN NULL ELSE $now END
            """;
        command.Parameters.AddRange(
        [
            new("$box", box),
            new("$id", id),
            new("$to", to),
            new("$state", state),
            new("$reason", (object?)reason ?? DBNull.Value),
            new("$due", due),
            new("$now", now),
            new("$shard", Platform.Shards.Of(box)),
        ]);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<(string State, int Attempts)> Read(PortalProcess portal, string box, string id)
    {
        await using var connection = Open(portal);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT state, attempts FROM portal_mail WHERE box = $box AND id = $id";
        command.Parameters.AddRange([new SqliteParameter("$box", box), new SqliteParameter("$id", id)]);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return (reader.GetString(0), reader.GetInt32(1));
    }

    private static SqliteConnection Open(PortalProcess portal)
    {
        var connection = new SqliteConnection(
            $"Data Source={Path.Combine(portal.DataDirectory, "portal.db")};Pooling=False;Default Timeout=20");
        connection.Open();
        return connection;
    }
}
