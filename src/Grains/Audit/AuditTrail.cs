using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.Audit;

/// <summary>The audit's rows. Writing twice under one id is one row.</summary>
internal sealed class AuditTrail(PortalDatabase database)
{
    public const string Insert = """
        INSERT INTO portal_audit (id, time, who_kind, who_id, who_name, source, action, target, brand, before, after)
        VALUES (@Id, @Time, @WhoKind, @WhoId, @WhoName, @Source, @Action, @Target, @Brand, @Before, @After)
        ON CONFLICT (id, action, target) DO NOTHING
        """;

    public static object Row(AuditEntry entry) => new
    {
        entry.Id,
        Time = entry.Time.ToUnixTimeMilliseconds(),
        WhoKind = entry.Actor.Kind,
        WhoId = entry.Actor.Id,
        WhoName = entry.Actor.Name,
        Source = entry.Actor.From,
        entry.Action,
        entry.Target,
        entry.Brand,
        entry.Before,
        entry.After,
    };

    /// <summary>What waits to be written, in the order in which it happened.</summary>
    /// <param name="earlier">Rows of changes before the last.</param>
    public static AuditEntry[] Waiting(AuditEntry[] earlier, AuditEntry? last) => last is null ? earlier : [.. earlier, last];

    public static async Task Write(DbConnection connection, DbTransaction transaction, IEnumerable<AuditEntry> entries)
    {
        foreach (var entry in entries)
            await connection.ExecuteAsync(Insert, Row(entry), transaction);
    }

    public async Task Append(AuditEntry entry)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        await connection.ExecuteAsync(Insert, Row(entry));
    }
}
