using System.Text.Json.Serialization;
using Portal.Brands;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>What is stored of a domain. Names are part of what is stored: never rename.</summary>
internal sealed record DomainState : StoredDocument, IVersionedDocument
{
    public bool Deleted { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>
    /// All but the mail server, which is kept with its password sealed in <see cref="Smtp"/>. Null before the first save.
    /// </summary>
    public DomainSettings? Settings { get; init; }
    public StoredSmtp? Smtp { get; init; }

    [JsonIgnore]
    public bool Lives => Version > 0 && !Deleted && Settings is not null;

    public DomainView ToView() =>
        new(Settings! with { Smtp = Smtp?.ToSettings() }, Version, Smtp?.SealedPassword is not null, CreatedAt, ChangedAt);
}
