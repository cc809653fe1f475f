using Portal.Lists;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Audit;

internal sealed class AuditReader(ListReader lists) : IAuditReader
{
    public Task<Page<AuditEntry>> List(ListQuery query, string? target, CancellationToken cancellation) =>
        lists.Page<Row, AuditEntry>(AuditList.Plan, query.With("target", target), null, row => row.ToEntry(), cancellation);

    public IAsyncEnumerable<AuditEntry> All(ListQuery query, CancellationToken cancellation) =>
        lists.All<Row, AuditEntry>(AuditList.Plan, query, null, row => row.ToEntry(), cancellation);

    private sealed class Row : ListRow
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
            Id,
            DateTimeOffset.FromUnixTimeMilliseconds(Time),
            new Actor(WhoKind, WhoId, WhoName, Source),
            Action,
            Target,
            Brand,
            Before,
            After);
    }
}
