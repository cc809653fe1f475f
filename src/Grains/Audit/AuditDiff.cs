using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Storage;

namespace Portal.Audit;

/// <summary>What the audit keeps of a document: only the fields that changed.</summary>
internal static class AuditDiff
{
    /// <summary>
    /// JSON of the fields of <paramref name="document"/> that differ from <paramref name="other"/>; all of them when there is
    /// no other.
    /// </summary>
    public static string Of<T>(T document, T? other)
        where T : class
    {
        var fields = JsonSerializer.SerializeToNode(document, PortalJson.Options)!.AsObject();
        if (other is not null)
            Reduce(fields, JsonSerializer.SerializeToNode(other, PortalJson.Options)!.AsObject());
        return fields.ToJsonString(PortalJson.Options);
    }

    /// <summary>The same with a reason beside the fields, where somebody gave one.</summary>
    public static string Because(string fields, string? reason)
    {
        if (reason is null)
            return fields;
        var all = JsonNode.Parse(fields)!.AsObject();
        all["reason"] = reason;
        return all.ToJsonString(PortalJson.Options);
    }

    private static void Reduce(JsonObject fields, JsonObject other)
    {
        foreach (var (name, value) in fields.ToArray())
        {
            if (value is JsonObject inner && other[name] is JsonObject otherInner)
            {
                Reduce(inner, otherInner);
                if (inner.Count == 0)
                    fields.Remove(name);
            }
            else if (JsonNode.DeepEquals(value, other[name]))
            {
                fields.Remove(name);
            }
        }
    }
}
