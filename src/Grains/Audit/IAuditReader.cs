using Portal.Storage;

namespace Portal.Audit;

/// <summary>Reads the audit, newest first unless it is asked for otherwise (<see cref="AuditList"/>).</summary>
internal interface IAuditReader
{
    /// <param name="target">Of this alone; null: of whatever the query's filters say.</param>
    Task<Page<AuditEntry>> List(ListQuery query, string? target, CancellationToken cancellation);

    /// <summary>All of it, from the start, as it is read.</summary>
    IAsyncEnumerable<AuditEntry> All(ListQuery query, CancellationToken cancellation);
}
