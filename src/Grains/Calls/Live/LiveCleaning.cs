using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Removes what switches told that nobody heard of again. Nobody reads it any more; a switch that tells again removes its own.
/// </summary>
internal sealed class LiveCleaning(PortalDatabase database, TimeProvider clock) : INightly
{
    /// <summary>Staff see that a switch fell silent, until it is clear that it is gone for good.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(7);

    public string Name => "removal of calls and registrations of silent switches";

    public async Task Run()
    {
        await Remove(LiveTables.Calls);
        await Remove(LiveTables.Registrations);
        await Do("DELETE FROM portal_live_switches WHERE heard_at < @before", clock.GetUtcNow() - Forgotten, "");
    }

    private async Task Remove<T>(LiveTable<T> table)
    {
        var now = clock.GetUtcNow();
        // Also of a switch whose row is gone.
        await Do(
            $"""
            DELETE FROM {table.Name} WHERE NOT EXISTS (
              SELECT 1 FROM portal_live_switches s
              WHERE s.kind = @kind AND s.switch = {table.Name}.switch AND s.told_by = {table.Name}.told_by AND s.heard_at >= @before)
            """,
            now - table.Gone,
            table.Kind);
    }

    private async Task Do(string sql, DateTimeOffset before, string kind)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, new { kind, before = before.ToUnixTimeMilliseconds() });
    }
}
