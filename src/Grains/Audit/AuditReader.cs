using System.Globalization;
using System.Text;
using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Audit;

internal sealed class AuditReader(PortalDatabase database) : IAuditReader
{
    public async Task<Page<AuditEntry>> List(ListQuery query, string? target, CancellationToken cancellation)
    {
        var sql = new StringBuilder("SELECT id, time, who_kind AS WhoKind, who_id AS WhoId, who_name AS WhoName, source, action, target, brand, before, after FROM portal_audit WHERE 1 = 1");
        var (beforeTime, beforeKey) = ParseCursor(query.Cursor);
        if (beforeTime is not null)
            sql.Append(" AND (time < @beforeTime OR (time = @beforeTime AND id || ' ' || action || ' ' || target < @beforeKey))");
        if (target is not null)
            sql.Append(" AND target = @target");
        if (query.Brands is not null)
            sql.Append(" AND brand IN @brands");
        var like = Like.Host(query.Text);
        if (like is not null)
            sql.Append(@" AND (LOWER(target) LIKE @like ESCAPE '\' OR LOWER(who_name) LIKE @like ESCAPE '\' OR LOWER(action) LIKE @like ESCAPE '\')");
        sql.Append(" ORDER BY time DESC, id || ' ' || action || ' ' || target DESC LIMIT @limit");

        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            sql.ToString(),
            new { beforeTime, beforeKey, target, brands = query.Brands is { } own ? new SqlList(own) : null, like, limit = query.Limit + 1 },
            cancellationToken: cancellation))).AsList();
        var more = rows.Count > query.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        return new Page<AuditEntry>(
            rows.ConvertAll(row => row.ToEntry()),
            more ? string.Create(CultureInfo.InvariantCulture, $"{rows[^1].Time}~{rows[^1].Id} {rows[^1].Action} {rows[^1].Target}") : null);
    }

    private static (long? Time, string? Key) ParseCursor(string? cursor)
    {
        var split = cursor?.IndexOf('~', StringComparison.Ordinal) ?? -1;
        return split > 0 && long.TryParse(cursor.AsSpan(0, split), NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? (time, cursor![(split + 1)..])
            : (null, null);
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required long Time { get; init; }
        public required string WhoKind { get; init; }
        public required string WhoId { get; init; }
        public required string WhoName { get; init; }
        public string? Source { get; init; }
        public required string Action { get; init; }
        public required string Target { get; init; }
        public string? Brand { get; init; }
        public string? Before { get; init; }
        public string? After { get; init; }

        public AuditEntry ToEntry() => new(
            Id, DateTimeOffset.FromUnixTimeMilliseconds(Time), new Actor(WhoKind, WhoId, WhoName, Source), Action, Target, Brand, Before, After);
    }
}
