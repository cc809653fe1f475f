using System.Text.Json.Serialization;
using Portal.Audit;
using Portal.Brands;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>What is stored of a domain. Names are part of what is stored: never rename.</summary>
internal sealed record DomainState : Stored, IVersionedDocument<DomainView>
{
    /// <summary>0: never was. Rises with each change, deleting included, and never restarts.</summary>
    public long Version { get; init; }

    public bool Deleted { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>All but the mail server, which is kept with its password sealed in <see cref="Smtp"/>. Null before the first save.</summary>
    public DomainSettings? Settings { get; init; }
    public StoredSmtp? Smtp { get; init; }

    public string[] RecentOperations { get; init; } = [];

    /// <summary>The audit row of the last change, so that a crash before it was written loses nothing.</summary>
    public AuditEntry? LastAudit { get; init; }

    /// <summary>Audit rows of changes before the last that could not be written yet.</summary>
    public AuditEntry[] EarlierAudits { get; init; } = [];

    [JsonIgnore]
    public bool Lives => Version > 0 && !Deleted && Settings is not null;

    public DomainView ToView() => new(Settings! with { Smtp = Smtp?.ToSettings() }, Version, Smtp?.SealedPassword is not null, CreatedAt, ChangedAt);
}
