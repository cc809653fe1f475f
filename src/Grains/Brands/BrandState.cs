using System.Text.Json.Serialization;
using Portal.Audit;
using Portal.Saving;

namespace Portal.Brands;

/// <summary>What is stored of a brand. Names are part of what is stored: never rename.</summary>
internal sealed record BrandState : Stored, IVersionedDocument<BrandView>
{
    /// <summary>0: never was. Never restarts.</summary>
    public long Version { get; init; }
    public bool Deleted { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public BrandSettings? Settings { get; init; }
    public StoredSmtp? Smtp { get; init; }
    public string[] RecentOperations { get; init; } = [];
    public AuditEntry? LastAudit { get; init; }

    /// <summary>Audit rows of changes before the last that could not be written yet.</summary>
    public AuditEntry[] EarlierAudits { get; init; } = [];

    [JsonIgnore]
    public bool Lives => Version > 0 && !Deleted && Settings is not null;

    public BrandView ToView() => new(Settings! with { Smtp = Smtp?.ToSettings() }, Version, Smtp?.SealedPassword is not null, CreatedAt, ChangedAt);
}
