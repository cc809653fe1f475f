using System.Text.Json.Serialization;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>What is stored of a mapping. Names are part of what is stored: never rename.</summary>
internal sealed record MappingState : StoredDocument, IVersionedDocument
{
    public bool Deleted { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public MappingSettings? Settings { get; init; }

    [JsonIgnore]
    public bool Lives => Version > 0 && !Deleted && Settings is not null;

    public MappingView ToView() => new(Settings!, Version, ChangedAt);
}
