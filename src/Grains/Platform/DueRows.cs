using Dapper;
using Portal.Storage;

namespace Portal.Platform;

/// <summary>Reads what is due from a table that has <c>host</c>, <c>shard</c> and <c>due_at</c> (Unix ms; null: never).</summary>
/// <param name="table">A name of ours, never a caller's text.</param>
internal sealed class DueRows(PortalDatabase database, string table)
{
    private readonly string query =
        $"SELECT host FROM {table} WHERE shard = @shard AND due_at IS NOT NULL AND due_at <= @now ORDER BY due_at LIMIT @limit";

    /// <summary>The longest overdue first.</summary>
    public async Task<IReadOnlyList<string>> Of(int shard, DateTimeOffset now, int limit)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(query, new { shard, now = now.ToUnixTimeMilliseconds(), limit })).AsList();
    }
}
