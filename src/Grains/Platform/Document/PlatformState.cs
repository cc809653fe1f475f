using Portal.Audit;
using Portal.Brands;
using Portal.Saving;

namespace Portal.Platform;

/// <summary>What is stored for the whole platform. Names are part of what is stored: never rename.</summary>
internal sealed record PlatformState : Stored
{
    /// <summary>0: nobody saved yet.</summary>
    public long Version { get; init; }
    public DateTimeOffset? ChangedAt { get; init; }
    public string? PlatformHost { get; init; }
    public StoredSmtp? Smtp { get; init; }
    public string[] RecentOperations { get; init; } = [];

    /// <summary>The audit row of the last change, so that a crash before it was written loses nothing.</summary>
    public AuditEntry? LastAudit { get; init; }

    // Its secrets stay out of logs.
    public override string ToString() => nameof(PlatformState);
}
