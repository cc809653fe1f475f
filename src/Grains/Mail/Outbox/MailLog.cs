using Dapper;
using Portal.Lists;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Mail;

internal sealed class MailLog(PortalDatabase database, ListReader lists) : IMailLog
{
    public Task<Page<MailRow>> List(string? box, MailState? state, ListQuery query, CancellationToken cancellation) =>
        lists.Page<Row, MailRow>(MailList.Plan, With(query, box, state), null, row => row.ToRow(), cancellation);

    public IAsyncEnumerable<MailRow> All(ListQuery query, CancellationToken cancellation) =>
        lists.All<Row, MailRow>(MailList.Plan, query, null, row => row.ToRow(), cancellation);

    public Task<long> Count(string? box, MailState? state, ListQuery query, CancellationToken cancellation) =>
        lists.Count(MailList.Plan, With(query, box, state), null, cancellation);

    public async Task<MailRow?> Find(string box, string id, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {MailList.Fields} FROM portal_mail m WHERE m.box = @box AND m.id = @id",
            new { box, id },
            cancellationToken: cancellation)))?.ToRow();
    }

    private static ListQuery With(ListQuery query, string? box, MailState? state) =>
        query.With("domain", box).With("state", state?.ToString().ToLowerInvariant());

    private sealed class Row : ListRow
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
