using Portal.Audit;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Staff;

/// <summary>Who reads what was done by whom: owners and administrators (ADR 0055).</summary>
internal sealed class AuditDesk(IAuditReader audit)
{
    private const string Reading = "audit.read";

    public static bool MayRead(Caller caller) => caller.Rights.CanSeeAudit;

    public async Task<DeskAnswer<Page<AuditEntry>>> List(Caller caller, ListQuery query, CancellationToken cancellation) =>
        Refuse(caller) is { } refused ? refused : DeskAnswer<Page<AuditEntry>>.Done(await audit.List(query, null, cancellation));

    /// <summary>All of it, from the start, as it is read; nothing for who may not read it.</summary>
    public IAsyncEnumerable<AuditEntry> All(Caller caller, ListQuery query, CancellationToken cancellation) =>
        Refuse(caller) is null ? audit.All(query, cancellation) : AsyncEnumerable.Empty<AuditEntry>();

    /// <summary>Before it is looked at what is asked for. Null: go on.</summary>
    public static DeskAnswer<Page<AuditEntry>>? Refuse(Caller caller) =>
        caller.Lacks(Reading) ? DeskAnswer<Page<AuditEntry>>.Lacks(Reading)
        : MayRead(caller) ? null
        : DeskAnswer<Page<AuditEntry>>.Forbidden("Only owners and administrators can read the audit.");
}
