using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

/// <summary>
/// How values of one type are written and read: as JSON, in a form, in the API's document. <see cref="Spellings"/> has them. Pure.
/// </summary>
/// <param name="Shape">What its JSON looks like.</param>
internal sealed record Spelling<TValue>(Shape Shape)
{
    /// <summary>Reads the field of this name; the last is the value of what isn't there. What can't be read is told at the field.</summary>
    public required Func<Fields, string, TValue, TValue> FromJson { get; init; }

    public required Func<TValue, JsonNode?> ToJson { get; init; }

    /// <inheritdoc cref="FromJson"/>
    public required Func<FormFields, string, TValue, TValue> FromForm { get; init; }

    public required Func<TValue, IEnumerable<string?>> ToForm { get; init; }

    /// <summary>What a form read, with what it could not offer as it is stored; null: it offers all.</summary>
    public Func<TValue, TValue, TValue>? Keep { get; init; }

    /// <summary>Its texts are keys, for which people read words.</summary>
    public bool IsKeys { get; init; }
}
