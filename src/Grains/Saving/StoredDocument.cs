using Portal.Audit;

namespace Portal.Saving;

/// <summary>What every document stores that <see cref="DocumentWriter{TState,TView}"/> writes. Names are stored: never rename.</summary>
internal abstract record StoredDocument : Stored, IStored
{
    /// <summary>0: never was. Rises with each change, deleting included, and never restarts.</summary>
    public long Version { get; init; }

    public string[] RecentOperations { get; init; } = [];

    /// <summary>The audit row of the last change, so that a crash before it was written loses nothing.</summary>
    public AuditEntry? LastAudit { get; init; }

    /// <summary>Audit rows of changes before the last that could not be written yet.</summary>
    public AuditEntry[] EarlierAudits { get; init; } = [];

    IEnumerable<AuditEntry> IStored.Audits => AuditTrail.Waiting(EarlierAudits, LastAudit);
}
