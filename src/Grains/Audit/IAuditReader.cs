using Portal.Storage;

namespace Portal.Audit;

/// <summary>Reads the audit, newest first.</summary>
internal interface IAuditReader
{
    Task<Page<AuditEntry>> List(ListQuery query, string? target, CancellationToken cancellation);
}
