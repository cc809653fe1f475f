using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.WebHost.Documents;

/// <summary>JSON merge patch (RFC 7396, section 2).</summary>
internal static class MergePatch
{
    /// <summary>The target with the patch applied. Neither is changed.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
            return ToNode(patch);

        var result = target is JsonObject ? (JsonObject)target.DeepClone() : [];
        foreach (var change in patch.EnumerateObject())
        {
            if (change.Value.ValueKind == JsonValueKind.Null)
            {
                result.Remove(change.Name);
                continue;
            }

            var merged = Apply(result[change.Name], change.Value);
            result[change.Name] = merged;
        }

        return result;
    }

    private static JsonNode? ToNode(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(element.GetRawText());
}
