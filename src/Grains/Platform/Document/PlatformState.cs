using System.Text.Json.Serialization;
using Portal.Brands;
using Portal.Saving;

namespace Portal.Platform;

/// <summary>What is stored for the whole platform. Names are part of what is stored: never rename.</summary>
internal sealed record PlatformState : StoredDocument, IVersionedDocument
{
    public DateTimeOffset? ChangedAt { get; init; }
    public string? PlatformHost { get; init; }
    public StoredSmtp? Smtp { get; init; }

    /// <summary>It is there before anybody saves: version 0.</summary>
    [JsonIgnore]
    public bool Lives => true;

    // Its secrets stay out of logs.
    public override string ToString() => nameof(PlatformState);
}
