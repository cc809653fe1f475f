using System.Globalization;
using System.Text;
using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Mail;

internal sealed class MailLog(PortalDatabase database) : IMailLog
{
    private const string Fields = """
        SELECT id, box, brand, kind, address, state, attempts, reason, created_at AS CreatedAt, due_at AS DueAt, done_at AS DoneAt FROM portal_mail
        """;

    public async Task<Page<MailRow>> List(string? box, MailState? state, ListQuery query, CancellationToken cancellation)
    {
        var (time, key) = ParseCursor(query.Cursor);
        var sql = new StringBuilder(Fields);
        AppendFilter(sql, box, state, query);
        if (time is not null)
            sql.Append(" AND (created_at < @time OR (created_at = @time AND box || ' ' || id < @key))");
        sql.Append(" ORDER BY created_at DESC, box || ' ' || id DESC LIMIT @limit");

        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Row>(Command(sql, box, state, query, (time, key), cancellation))).AsList();
        var more = rows.Count > query.Limit;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        return new Page<MailRow>(
            rows.ConvertAll(row => row.ToRow()),
            more ? string.Create(CultureInfo.InvariantCulture, $"{rows[^1].CreatedAt}~{rows[^1].Box} {rows[^1].Id}") : null);
    }

    public async Task<long> Count(string? box, MailState? state, ListQuery query, CancellationToken cancellation)
    {
        var sql = new StringBuilder("SELECT COUNT(*) FROM portal_mail");
        AppendFilter(sql, box, state, query);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<long>(Command(sql, box, state, query, default, cancellation));
    }

    public async Task<MailRow?> Find(string box, string id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            Fields + " WHERE box = @box AND id = @id", new { box, id }, cancellationToken: cancellation)))?.ToRow();
    }

    private static void AppendFilter(StringBuilder sql, string? box, MailState? state, ListQuery query)
    {
        sql.Append(" WHERE 1 = 1");
        if (box is not null)
            sql.Append(" AND box = @box");
        if (state is not null)
            sql.Append(" AND state = @state");
        if (query.Brands is not null)
            sql.Append(" AND brand IN @Brands");
        if (!string.IsNullOrWhiteSpace(query.Text))
            sql.Append(@" AND recipient LIKE @text ESCAPE '\'");
    }

    private static CommandDefinition Command(
        StringBuilder sql, string? box, MailState? state, ListQuery query, (long? Time, string? Key) after, CancellationToken cancellation) => new(
        sql.ToString(),
        new
        {
            box,
            // Without a state nothing asks for it.
            state = (state ?? MailState.Queued) switch
            {
                MailState.Sent => MailRows.Sent,
                MailState.Refused => MailRows.Refused,
                MailState.Queued => MailRows.Queued,
            },
            Brands = query.Brands is { } own ? new SqlList(own) : null,
            text = Like.ContainsAddress(query.Text),
            time = after.Time,
            key = after.Key,
            limit = query.Limit + 1,
        },
        cancellationToken: cancellation);

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
        public required string Box { get; init; }
        public string? Brand { get; init; }
        public required string Kind { get; init; }
        public required string Address { get; init; }
        public required string State { get; init; }
        public required int Attempts { get; init; }
        public string? Reason { get; init; }
        public required long CreatedAt { get; init; }
        public long? DueAt { get; init; }
        public long? DoneAt { get; init; }

        public MailRow ToRow() => new(
            Id, Box, UnknownNames.Keep<MailKind>(Kind), Address,
            State switch { MailRows.Sent => MailState.Sent, MailRows.Refused => MailState.Refused, _ => MailState.Queued },
            Attempts, Reason, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), Time(DueAt), Time(DoneAt), Brand);

        private static DateTimeOffset? Time(long? ms) => ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
    }
}
