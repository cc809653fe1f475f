using System.Text.Json.Serialization;
using Portal.Saving;

namespace Portal.Files;

/// <summary>What is stored of a public file, its bytes aside. Names are part of what is stored: never rename.</summary>
internal sealed record FileState : StoredDocument, IVersionedDocument
{
    public bool Deleted { get; init; }
    public string Name { get; init; } = "";

    /// <summary>The brand that it belongs to; null: the platform's.</summary>
    public string? Owner { get; init; }
    public string Type { get; init; } = "";
    public int Width { get; init; }
    public int Height { get; init; }
    public long Bytes { get; init; }
    public string Hash { get; init; } = "";
    public DateTimeOffset ChangedAt { get; init; }

    [JsonIgnore]
    public FileKey Key => new(Owner, Name);

    [JsonIgnore]
    public bool Lives => Version > 0 && !Deleted;

    public FileView ToView() => new(Name, Type, Width, Height, Bytes, Hash, Version, ChangedAt, Owner);
}
