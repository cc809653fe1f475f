using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Saving;

/// <summary>
/// What stored documents and their parts have in common: members that this release doesn't know, since a newer one wrote
/// them, are kept and written again (ADR 0016). They stay in the store: other members of the fleet get their own.
/// </summary>
[GenerateSerializer, Immutable, Alias("portal.Kept")]
public abstract record Kept
{
    /// <summary>By name; null: there are none.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>By what this release knows: what came from elsewhere has nothing beside.</summary>
    public virtual bool Equals(Kept? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>The same in all that it says, to be changed member by member.</summary>
    public Kept Copy() => (Kept)MemberwiseClone();
}
